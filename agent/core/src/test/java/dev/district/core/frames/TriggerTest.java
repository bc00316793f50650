package dev.district.core.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.LiveFrames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

/** Where a frame goes on that has made the VM initialise a class. */
class TriggerTest {
  private static List<Frame> seen;
  private static String refusal;

  /** Called by initialisers. */
  private static int look() {
    seen = null;
    refusal = null;
    List<LiveFrame> live = LiveFrames.walk();
    try {
      seen = new FrameMapper(TestClassBytes.INSTANCE).map(live.subList(0, 3));
    } catch (Unresumable e) {
      refusal = e.reason();
    }
    return 1;
  }

  private static final class Got {
    static int value = look();
  }

  private static final class Made {
    static final int VALUE = look();
  }

  private static final class Called {
    static final int VALUE = look();

    static long with(int a, Object b, long c) {
      return a + c;
    }
  }

  private static final class CalledWithMore {
    static final int VALUE = look();

    static int with(int a, int b) {
      return a + b;
    }
  }

  private static final class CalledWithNull {
    static final int VALUE = look();

    static Object with(Object o) {
      return o;
    }
  }

  @Test
  void aFieldIsReadAgain() throws Unresumable {
    assertThat(Got.value).isOne();
    assertThat(instruction()).isEqualTo(Opcodes.GETSTATIC);
  }

  @Test
  void anObjectIsMadeAgain() throws Unresumable {
    assertThat(new Made()).isNotNull();
    assertThat(instruction()).isEqualTo(Opcodes.NEW);
  }

  @Test
  void argumentsArePushedAgain() throws Unresumable {
    int a = seen == null ? 17 : 18;
    long c = a + 1L;
    assertThat(Called.with(a, "text", c)).isEqualTo(a + c);
    assertThat(instruction()).isEqualTo(Opcodes.ILOAD);
  }

  @Test
  void argumentsThatWereComputedAreLost() {
    assertThat(CalledWithMore.with(3, Math.abs(-4))).isEqualTo(7);
    assertThat(refusal).contains("arguments can't be found again");
  }

  /** Compiled code may have given the variable up, which would look the same. */
  @Test
  void aLocalThatIsNullMustBeReadAgainLater() throws Unresumable {
    Object last = seen == this ? this : null;
    CalledWithNull.with(last);
    assertThat(refusal).contains("arguments can't be found again");
  }

  private static int instruction() throws Unresumable {
    assertThat(refusal).isNull();
    Frame trigger = seen.get(2);
    assertThat(seen.get(1).isInitializer()).isTrue();
    ClassCode code = new ClassCode(TestClassBytes.INSTANCE.of(TriggerTest.class), null);
    MethodCode method = code.method(trigger.method(), trigger.descriptor());
    return method.nodes().get(method.at(trigger.bci())).getOpcode();
  }
}

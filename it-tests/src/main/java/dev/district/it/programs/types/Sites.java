package dev.district.it.programs.types;

import dev.district.it.programs.Pace;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.SwitchPoint;
import java.lang.invoke.VolatileCallSite;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@code invokedynamic} instruction with a bootstrap method of the program (JVMS 6.5), as
 * dynamic languages have it, in a class written by hand. The program keeps the call sites,
 * exchanges their targets and invalidates switch points; each instruction is linked once in its
 * life.
 */
public final class Sites {
  private static final String OWNER = Sites.class.getName().replace('.', '/');
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "I[Ljava/lang/String;)Ljava/lang/invoke/CallSite;";
  private static final MethodType CALL = MethodType.methodType(String.class, String.class);
  private static final int INTEGER = 3;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHODREF = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int INVOKE_DYNAMIC = 18;
  private static final int CONSTANTS = 23;
  private static final int JAVA_8 = 52;

  private static final List<CallSite> LINKED = new ArrayList<>();
  private static SwitchPoint valid = new SwitchPoint();

  private Sites() {}

  /** The bootstrap method. */
  public static CallSite link(Lookup lookup, String name, MethodType type, int kind, String... more)
      throws ReflectiveOperationException {
    String from = lookup.lookupClass().getSimpleName() + " " + name + " " + String.join(",", more);
    MethodHandle target = target("linked as number " + LINKED.size() + " in " + from);
    CallSite site =
        switch (kind) {
          case 0 -> new MutableCallSite(target);
          case 1 -> new VolatileCallSite(target);
          case 2 -> new Counting(type);
          default -> new ConstantCallSite(target);
        };
    LINKED.add(site);
    return site;
  }

  /** Relinks itself at every call, as inline caches do. */
  private static final class Counting extends MutableCallSite {
    private int calls;

    Counting(MethodType type) throws ReflectiveOperationException {
      super(type);
      MethodHandle call =
          MethodHandles.lookup()
              .findVirtual(
                  Counting.class, "call", MethodType.methodType(String.class, String.class));
      setTarget(call.bindTo(this));
    }

    private String call(String argument) throws ReflectiveOperationException {
      calls++;
      MethodHandle fast = target("cached after " + calls);
      MethodHandle slow =
          MethodHandles.lookup()
              .findVirtual(
                  Counting.class, "call", MethodType.methodType(String.class, String.class))
              .bindTo(this);
      setTarget(valid.guardWithTest(fast, slow));
      return "called " + calls + " with " + argument;
    }
  }

  private static String say(String what, String argument) {
    Pace.sleep(5);
    return what + ": " + argument;
  }

  private static MethodHandle target(String what) throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .findStatic(
            Sites.class, "say", MethodType.methodType(String.class, String.class, String.class))
        .bindTo(what);
  }

  private static byte[] made(int number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeInt(0xCAFEBABE);
    file.writeInt(JAVA_8);
    file.writeShort(CONSTANTS + 1);
    ClassFileText.text(file, OWNER.replace("Sites", "Made" + number));
    ClassFileText.pair(file, CLASS, 1);
    ClassFileText.text(file, "java/lang/Object");
    ClassFileText.pair(file, CLASS, 3);
    ClassFileText.text(file, "call");
    ClassFileText.text(file, "(Ljava/lang/String;)Ljava/lang/String;");
    ClassFileText.text(file, "Code");
    ClassFileText.text(file, "BootstrapMethods");
    ClassFileText.text(file, OWNER);
    ClassFileText.pair(file, CLASS, 9);
    ClassFileText.text(file, "link");
    ClassFileText.text(file, BOOTSTRAP);
    ClassFileText.pair(file, NAME_AND_TYPE, 11, 12);
    ClassFileText.pair(file, METHODREF, 10, 13);
    file.writeByte(METHOD_HANDLE);
    file.writeByte(6);
    file.writeShort(14);
    ClassFileText.text(file, "site" + number);
    ClassFileText.pair(file, NAME_AND_TYPE, 16, 6);
    ClassFileText.pair(file, INVOKE_DYNAMIC, 0, 17);
    file.writeByte(INTEGER);
    file.writeInt(number);
    ClassFileText.text(file, "one");
    ClassFileText.pair(file, STRING, 20);
    ClassFileText.text(file, "two");
    ClassFileText.pair(file, STRING, 22);
    ClassFileText.shorts(file, 0x21, 2, 4, 0, 0, 1);
    ClassFileText.shorts(file, 9, 5, 6, 1, 7);
    file.writeInt(19);
    ClassFileText.shorts(file, 1, 1);
    file.writeInt(7);
    file.write(new byte[] {0x2A, (byte) 0xBA, 0, 18, 0, 0, (byte) 0xB0});
    ClassFileText.shorts(file, 0, 0, 1, 8);
    file.writeInt(12);
    ClassFileText.shorts(file, 1, 15, 3, 19, 21, 23);
    return bytes.toByteArray();
  }

  public static void main(String[] args) throws Throwable {
    MethodHandle[] calls = new MethodHandle[4];
    for (int i = 0; i < calls.length; i++) {
      Class<?> made = MethodHandles.lookup().defineClass(made(i));
      calls[i] = MethodHandles.lookup().findStatic(made, "call", CALL);
    }
    int steps = Pace.steps(args);
    for (int i = 1; i <= steps; i++) {
      int which = i % 7 % calls.length;
      System.out.println(i + " " + (String) calls[which].invokeExact("step " + i));
      if (i % 5 == 0) {
        CallSite site = LINKED.get(i % LINKED.size());
        if (!(site instanceof ConstantCallSite) && !(site instanceof Counting)) {
          site.setTarget(target("exchanged at " + i));
        }
      }
      if (i % 11 == 0) {
        SwitchPoint.invalidateAll(new SwitchPoint[] {valid});
        valid = new SwitchPoint();
      }
      Pace.beat();
    }
    System.out.println("done: " + LINKED.size());
  }
}

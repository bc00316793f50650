package dev.district.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.core.heap.JdkHomes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** How threads of both kinds wait for descriptors, in the run-time images of the JDKs at hand. */
class PollerParksTest {
  private static final String IO = "dev/district/boot/NativeIo.";
  private static final String PARKING = "dev/district/boot/PollerParking.";

  static Stream<Path> homes() {
    return JdkHomes.all().stream();
  }

  /** One method serves both; each way out of it has its stop. */
  @ParameterizedTest
  @MethodSource("homes")
  void platformThreadsStopBehindThePollAndVirtualOnesBehindThePoller(Path home) throws Exception {
    boolean virtual = file(home, "sun/nio/ch/Poller") != null;
    List<String> waiting = new ArrayList<>(List.of("NioSocketImpl", "SelChImpl"));
    if (virtual) {
      waiting.add("DatagramChannelImpl");
    }
    for (String name : waiting) {
      List<String> calls = woven(home, "sun/nio/ch/" + name);
      assertThat(calls).as(name).contains(IO + "polled(I)I");
      assertThat(calls.contains(IO + "waited()V")).as(name).isEqualTo(virtual);
    }
    List<String> selects = woven(home, "sun/nio/ch/EPollSelectorImpl");
    assertThat(selects).containsOnlyOnce(IO + "selected(I)I");
    assertThat(selects.contains(IO + "waited()V")).isEqualTo(virtual);
  }

  @ParameterizedTest
  @MethodSource("homes")
  void nobodyStopsInsideAPoller(Path home) throws Exception {
    if (file(home, "sun/nio/ch/Poller") == null) {
      return;
    }
    assertThat(woven(home, "sun/nio/ch/Poller"))
        .contains(PARKING + "park()V", PARKING + "park(J)V", PARKING + "serve()V")
        .noneMatch(call -> call.contains("LockSupport.park"));
  }

  private static List<String> woven(Path home, String name) throws Exception {
    ClassNode node = new ClassNode();
    byte[] file = file(home, name);
    assertThat(file).as(name).isNotNull();
    new ClassReader(file).accept(node, 0);
    List<String> calls = new ArrayList<>();
    for (MethodNode method : node.methods) {
      NativeCalls.bracketIn(name, method);
      new Analyzer<>(new BasicVerifier()).analyze(name, method);
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof MethodInsnNode call) {
          calls.add(call.owner + "." + call.name + call.desc);
        }
      }
    }
    return calls;
  }

  private static byte @Nullable [] file(Path home, String name) throws IOException {
    try (FileSystem image =
        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()))) {
      Path file = image.getPath("/modules/java.base", name + ".class");
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    }
  }
}

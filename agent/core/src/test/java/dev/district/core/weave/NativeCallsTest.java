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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** The bracketed native calls against the run-time images of the JDKs at hand. */
class NativeCallsTest {
  private static final Set<String> NAMES =
      Set.of(
          "sun/nio/ch/Net",
          "sun/nio/ch/NioSocketImpl",
          "sun/nio/ch/SelChImpl",
          "sun/nio/ch/ServerSocketChannelImpl",
          "sun/nio/ch/DatagramChannelImpl",
          "sun/nio/ch/EPollSelectorImpl",
          "sun/nio/ch/SocketDispatcher",
          "sun/nio/ch/DatagramDispatcher",
          "sun/nio/ch/UnixDomainSockets");

  static Stream<Path> homes() {
    return JdkHomes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void blockingCallsAreWhereTheyAreLookedFor(Path home) throws Exception {
    Map<String, byte[]> classes = classes(home);
    for (Map.Entry<String, byte[]> file : classes.entrySet()) {
      List<String> bracketed = bracketed(file.getKey(), file.getValue());
      assertThat(bracketed).as(file.getKey()).isNotEmpty();
    }
    assertThat(bracketed("sun/nio/ch/SocketDispatcher", classes.get("sun/nio/ch/SocketDispatcher")))
        .containsExactlyInAnyOrder("read", "readv", "write", "writev");
  }

  private static List<String> bracketed(String name, byte[] file) throws Exception {
    ClassNode node = new ClassNode();
    new ClassReader(file).accept(node, 0);
    List<String> methods = new ArrayList<>();
    for (MethodNode method : node.methods) {
      if (NativeCalls.bracketIn(name, method)) {
        methods.add(method.name);
        new Analyzer<>(new BasicVerifier()).analyze(name, method);
      }
    }
    return methods;
  }

  private static Map<String, byte[]> classes(Path home) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (FileSystem image =
        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()))) {
      for (String name : NAMES) {
        Path file = image.getPath("/modules/java.base", name + ".class");
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }
}

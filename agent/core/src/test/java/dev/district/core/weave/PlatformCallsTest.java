package dev.district.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.core.heap.JdkHomes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/** The lists of blocking JDK classes against the run-time images of the JDKs at hand. */
class PlatformCallsTest {
  /** Its callers are hooked; itself, it only has its interrupts counted. */
  private static final String VIRTUAL = "java/lang/VirtualThread";

  static Stream<Path> homes() {
    return JdkHomes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("homes")
  void listIsWhatTheImageHolds(Path home) throws IOException {
    assertThat(RuntimeImage.of(home).kinds()).isEqualTo(list(feature(home)));
  }

  /** JVMS 4.10: the woven class files have to verify, in a first run and in a restored one. */
  @ParameterizedTest
  @MethodSource("homes")
  void everyListedClassCanBeWoven(Path home) throws Exception {
    Map<String, byte[]> classes = RuntimeImage.of(home).classes(list(feature(home)).keySet());
    for (boolean restored : new boolean[] {false, true}) {
      PlatformWeaver weaver = new PlatformWeaver(PlatformCalls.forRelease(feature(home)), restored);
      for (Map.Entry<String, byte[]> file : classes.entrySet()) {
        if (weaver.concerns(file.getKey())) {
          verify(file.getKey(), weaver.weave(file.getValue()), restored);
        }
      }
    }
  }

  private static void verify(String name, byte[] woven, boolean restored) throws Exception {
    assertThat(woven).as(name).isNotNull();
    if (!name.equals(VIRTUAL)) {
      assertThat(Calls.of(woven, null).all())
          .as(name)
          .doesNotContain("jdk/internal/misc/Unsafe.park(ZJ)V")
          .doesNotContain(restored ? "java/lang/System.nanoTime()J" : "none");
    }
    ClassNode node = new ClassNode();
    new ClassReader(woven).accept(node, 0);
    for (MethodNode method : node.methods) {
      new Analyzer<>(new BasicVerifier()).analyze(name, method);
    }
  }

  private static int feature(Path home) throws IOException {
    String release = Files.readString(home.resolve("release"));
    return release.contains("JAVA_VERSION=\"17") ? 17 : 25;
  }

  private static Map<String, String> list(int feature) throws IOException {
    String resource = "platform-calls-" + feature + ".txt";
    try (InputStream in = PlatformCalls.class.getResourceAsStream(resource)) {
      Map<String, String> kinds = new TreeMap<>();
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .forEach(line -> kinds.put(line.split(" ")[1], line.split(" ")[0]));
      return kinds;
    }
  }
}

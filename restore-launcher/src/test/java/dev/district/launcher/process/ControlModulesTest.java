package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlModulesTest {
  private static final Path HERE = Path.of(".");

  @Test
  void aProgramOnTheClassPathHasThem() throws Exception {
    JavaCommand command = JavaCommand.parse(List.of("java", "Main"), HERE);
    assertThat(ControlModules.options(command)).isEmpty();
  }

  @Test
  void aModuleGetsThoseThatItsJavaHas() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    JavaCommand command = JavaCommand.parse(List.of(java, "-p", "x", "-m", "m/p.Main"), HERE);
    assertThat(ControlModules.options(command))
        .containsExactly("--add-modules=jdk.net,java.management,jdk.management");
    assertThat(ControlModules.missing(Set.of("java.base", "jdk.net")))
        .containsExactly("--add-modules=jdk.net");
    assertThat(ControlModules.missing(Set.of())).isEmpty();
  }

  @Test
  void theModulesOfTheRunningJava() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(JavaRuntime.modules(java)).contains("java.base", "java.management");
  }
}

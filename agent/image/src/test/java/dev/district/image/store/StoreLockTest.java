package dev.district.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lock between two processes. */
class StoreLockTest {
  @TempDir Path home;

  @Test
  @Timeout(60)
  void anotherProcessHoldsTheDistrictUntilItIsKilled() throws Exception {
    DistrictStore store = Districts.at(home).format("d");
    Process holder = start();
    try {
      assertThat(line(holder)).isEqualTo("holding as 1");
      assertThat(store.isRunning()).isTrue();
      assertThatThrownBy(store::begin)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("process " + holder.pid() + ", incarnation 1")
          .extracting(thrown -> ((StoreException) thrown).kind())
          .isEqualTo(StoreException.Kind.BUSY);
      assertThat(store.latest()).isNull();
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(store.isRunning()).isFalse();
    try (Incarnation next = store.begin()) {
      assertThat(next.number()).isEqualTo(2);
      assertThat(store.isRunning()).isTrue();
      Process second = start();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isNotZero();
      assertThat(new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("is running");
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            home.toString())
        .start();
  }

  private static String line(Process process) throws IOException {
    BufferedReader reader = process.inputReader();
    return reader.readLine();
  }
}

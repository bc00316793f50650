package dev.district.core.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.LoadedClasses;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The tool interface of a VM that has announced its death answers null. */
class DyingVmTest {
  @Test
  void nobodyGoesOnWithoutClasses() throws Exception {
    Instrumentation dead =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> null);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                end.complete(new AssertionError(LoadedClasses.all(dead).length));
              } catch (IllegalStateException e) {
                end.complete(e);
              }
            });
    asking.start();
    while (asking.getState() != Thread.State.TIMED_WAITING && asking.isAlive()) {
      Thread.onSpinWait();
    }
    asking.interrupt();
    assertThat(end.get()).isInstanceOf(IllegalStateException.class);
  }
}

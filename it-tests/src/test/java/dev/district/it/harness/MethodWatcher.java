package dev.district.it.harness;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Tells the {@link Journal} how each method of an integration test ended, and on which JDK. */
public final class MethodWatcher implements BeforeTestExecutionCallback, TestWatcher {
  private static final Namespace HERE = Namespace.create(MethodWatcher.class);

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    context.getStore(HERE).put(context.getUniqueId(), System.nanoTime());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    ended(context, true);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    ended(context, false);
  }

  private static void ended(ExtensionContext context, boolean passed) {
    Class<?> test = context.getRequiredTestClass();
    if (test.getSimpleName().endsWith("IT")) {
      Long started = context.getStore(HERE).get(context.getUniqueId(), Long.class);
      String method = test.getSimpleName() + "#" + context.getRequiredTestMethod().getName();
      boolean plain =
          context.getDisplayName().startsWith(context.getRequiredTestMethod().getName());
      Journal.method(
          method,
          plain ? "" : context.getDisplayName(),
          passed,
          started == null ? System.nanoTime() : started);
    }
  }
}

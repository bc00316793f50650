package dev.district.core.frames;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stack ready to be entered from its outermost frame in. Runs once: what the frames held is let
 * go as they take it over.
 */
public final class Link {
  private @Nullable Function<Object, Object> function;
  private @Nullable Object state;

  Link(Function<Object, Object> function, Object state) {
    this.function = function;
    this.state = state;
  }

  /**
   * Rebuilds the frames, runs the terminal link in the innermost of them, and goes on until the
   * outermost frame returns.
   *
   * @return its result, boxed; null if it returns nothing
   * @throws Throwable what the outermost frame throws
   */
  public @Nullable Object run() throws Throwable {
    Function<Object, Object> first = function();
    Object argument = state();
    function = null;
    state = null;
    return first.apply(argument);
  }

  /**
   * The innermost link: its result is the result of the call that the innermost frame waits for.
   */
  public static Link terminal(Callable<?> call) {
    return new Link(Adapters.TERMINAL, new Object[] {null, null, call});
  }

  Function<Object, Object> function() {
    return unspent(function);
  }

  Object state() {
    return unspent(state);
  }

  private static <T> T unspent(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("this stack has been resumed already");
    }
    return part;
  }
}

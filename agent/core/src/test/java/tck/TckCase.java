package tck;

/** One feature: state is made, captured and looked at again in another JVM. */
public interface TckCase {
  /** Makes the state. */
  Object make() throws Exception;

  /** Throws if the state isn't what was made. */
  void check(Object state) throws Exception;

  /** Fails unless the condition holds. */
  default void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }
}

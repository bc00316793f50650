package dev.district.premain;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The main class of a restarted JVM: goes on with the captured main thread where the image left it.
 *
 * <p>{@code dev.district.boot.Resumption} has been defined in the boot loader by the agent by the
 * time this runs. It is called through a method handle, not through reflection: what the program
 * throws arrives at the {@code java} launcher as it is, not wrapped, and the frames of the call are
 * hidden from stack traces.
 */
public final class RestoreMain {
  private static final String RESUMPTION = "dev.district.boot.Resumption";

  /** What the launcher documents for "it failed itself", as opposed to the program's own codes. */
  private static final int FAILED_BEFORE_PROGRAM = 125;

  private RestoreMain() {}

  /** The program's own arguments are part of the image; those given here are not looked at. */
  public static void main(String[] arguments) throws Throwable {
    resumption().invokeExact();
  }

  private static MethodHandle resumption() throws ReflectiveOperationException {
    Class<?> type;
    try {
      type = Class.forName(RESUMPTION, true, null);
    } catch (ClassNotFoundException e) {
      System.err.print(
          "district: nothing to go on with\n"
              + "  cause: the agent has not started in this JVM\n"
              + "  remedy: use `restore-launcher restart`, and see the messages above\n");
      System.exit(FAILED_BEFORE_PROGRAM);
      throw e;
    }
    return MethodHandles.publicLookup().findStatic(type, "main", MethodType.methodType(void.class));
  }
}

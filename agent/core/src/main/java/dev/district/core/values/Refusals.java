package dev.district.core.values;

import dev.district.jdk.Cleanables;
import dev.district.jdk.HandleParts;
import dev.district.jdk.NativePeers;
import dev.district.jdk.SignalHandlers;
import dev.district.jdk.StreamClasses;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Classes whose objects are coupled to the VM, the operating system or native memory, so that a
 * copy of their fields would be worse than nothing.
 */
public final class Refusals {
  /**
   * Why objects of a class can't be captured.
   *
   * @param applies to this object in particular
   */
  public record Refusal(String cause, String remedy, Predicate<Object> applies) {}

  private static final String CLOSE = "close it before the checkpoint";
  private static final String LATER = "checkpoint when the program doesn't hold on to it";

  private static final Map<String, Refusal> EXACT =
      Map.ofEntries(
          Map.entry(
              "sun.nio.fs.UnixDirectoryStream",
              new Refusal("an open directory", CLOSE, Directories::isOpen)),
          Map.entry(
              "jdk.internal.misc.Signal$NativeHandler",
              new Refusal("a signal handler of native code", LATER, SignalHandlers::isNative)),
          refuse("java.lang.ProcessImpl", "a child process", "wait for it to end"),
          refuse("java.lang.ProcessHandleImpl", "a process handle", LATER),
          refuse("java.lang.invoke.MemberName", "the inside of a method handle", LATER),
          refuse("java.lang.invoke.ResolvedMethodName", "the inside of a method handle", LATER),
          refuse("java.lang.invoke.MethodHandleNatives$CallSiteContext", "a call site", LATER),
          refuse(
              StreamClasses.REFLECTOR,
              "an object that is just being written to a stream or read from one",
              "try again"),
          refuse("java.lang.StackStreamFactory", "a stack walk in progress", LATER),
          refuse("jdk.internal.vm.Continuation", "a continuation", LATER),
          refuse("jdk.internal.misc.ThreadFlock", "a structured task scope", LATER),
          refuse("java.lang.ThreadLocal$ThreadLocalMap$VirtualThread", "a virtual thread", LATER));

  private static final List<Map.Entry<String, Refusal>> ASSIGNABLE =
      List.of(
          Map.entry(
              "jdk.internal.ref.PhantomCleanable",
              new Refusal(
                  "memory or a handle of the system",
                  CLOSE,
                  o -> Cleanables.isRegistered(o) && !Cleanables.isRenewable(o))),
          refuse("jdk.internal.ref.Cleaner", "what frees memory outside the heap", LATER),
          refuse("jdk.internal.foreign.NativeMemorySegmentImpl", "a memory segment", CLOSE),
          refuse("sun.nio.fs.AbstractWatchService", "a watch service", CLOSE),
          unlessRestorable("java.nio.channels.spi.AbstractSelector", "a selector"),
          Map.entry(
              "java.nio.channels.Channel",
              new Refusal(
                  "a channel", CLOSE, o -> !Channels.isOfFile(o) && !Sockets.areRestorable(o))),
          unlessRestorable("java.net.SocketImpl", "a socket"),
          refuse("java.lang.Process", "a child process", "wait for it to end"),
          Map.entry(
              "java.lang.invoke.MethodHandle",
              new Refusal("a method handle", LATER, o -> !HandleParts.isCombined(o))),
          refuse("java.lang.invoke.VarHandle", "a var handle", LATER),
          refuse("java.lang.StackWalker$StackFrame", "a live stack frame", LATER));

  private static final Refusal PEER =
      new Refusal("an object of a native library of the JDK", LATER, NativePeers::holdAddress);

  private Refusals() {}

  private static Map.Entry<String, Refusal> refuse(String name, String cause, String remedy) {
    return Map.entry(name, new Refusal(cause, remedy, o -> true));
  }

  private static Map.Entry<String, Refusal> unlessRestorable(String name, String cause) {
    return Map.entry(name, new Refusal(cause, CLOSE, o -> !Sockets.areRestorable(o)));
  }

  /** Why objects of exactly this class may have to be refused, or null. */
  public static @Nullable Refusal of(Class<?> type) {
    if (!Platform.defines(type)) {
      return inherited(type);
    }
    Refusal exact = EXACT.get(type.getName());
    Refusal found = exact != null ? exact : inherited(type);
    return found == null && NativePeers.mayBe(type) ? PEER : found;
  }

  private static @Nullable Refusal inherited(Class<?> type) {
    for (Map.Entry<String, Refusal> entry : ASSIGNABLE) {
      if (isSubtype(type, entry.getKey())) {
        return Platform.defines(type) || !entry.getKey().contains(".channels.Channel")
            ? entry.getValue()
            : null;
      }
    }
    return null;
  }

  private static boolean isSubtype(@Nullable Class<?> type, String name) {
    if (type == null) {
      return false;
    }
    if (type.getName().equals(name)) {
      return true;
    }
    for (Class<?> superinterface : type.getInterfaces()) {
      if (isSubtype(superinterface, name)) {
        return true;
      }
    }
    return isSubtype(type.getSuperclass(), name);
  }
}

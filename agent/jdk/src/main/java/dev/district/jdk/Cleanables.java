package dev.district.jdk;

import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects by which the platform frees native memory and handles ({@code
 * jdk.internal.ref.PhantomCleanable}), kept in a list of the common cleaner until they are done.
 */
public final class Cleanables {
  private static final Class<?> CLEANABLE = Lookups.bootClass("jdk.internal.ref.PhantomCleanable");
  private static final Field LIST = Raw.field(CLEANABLE, "list");
  private static final @Nullable Field NEXT = Raw.fieldOrNull(CLEANABLE, "next");
  private static final @Nullable Field PREVIOUS = Raw.fieldOrNull(CLEANABLE, "prev");
  private static final @Nullable Field NODE = Raw.fieldOrNull(CLEANABLE, "node");
  static final Object IMPLEMENTATION = implementation();
  private static final Object COMMON = common();

  private static final Class<?> WITH_ACTION =
      Lookups.bootClass("jdk.internal.ref.CleanerImpl$PhantomCleanableRef");
  private static final long ACTION = Raw.offset(Raw.field(WITH_ACTION, "action"));
  private static final long REFERENT = Raw.offset(Raw.field(Reference.class, "referent"));
  private static final long QUEUE = Raw.offset(Raw.field(Reference.class, "queue"));

  /** Closes the descriptor it is the cleanup of. */
  private static final String FILE = "java.io.FileCleanable";

  /** Actions on objects that are renewed themselves, whatever they have outside the heap. */
  private static final Set<String> RENEWABLE =
      Set.of(
          "java.util.Timer$ThreadReaper",
          "java.util.zip.Deflater$DeflaterZStreamRef",
          "java.util.zip.Inflater$InflaterZStreamRef",
          "java.util.zip.ZipFile$CleanableResource",
          "java.util.zip.ZipFile$InflaterCleanupAction",
          "sun.nio.ch.FileChannelImpl$Closer");

  /** The lambda by which a single thread executor shuts down when it dies, from 21 on. */
  private static final String SHUTDOWN =
      "java.util.concurrent.Executors$AutoShutdownDelegatedExecutorService$$Lambda";

  /** Classes whose lambdas close the descriptor of a socket that is restored. */
  private static final List<String> CLOSERS =
      List.of("sun.nio.ch.NioSocketImpl$$Lambda", "sun.nio.ch.DatagramChannelImpl$$Lambda");

  private Cleanables() {}

  /** True if the common cleaner has still to run for this object and could do so in another JVM. */
  public static boolean isRenewable(Object o) {
    return hasRenewableAction(o) && isRegistered(o);
  }

  private static boolean hasRenewableAction(Object o) {
    if (o.getClass() != WITH_ACTION) {
      return o.getClass().getName().equals(FILE);
    }
    Object action = Raw.getReference(o, ACTION);
    String name = action == null ? "" : action.getClass().getName();
    return RENEWABLE.contains(name)
        || name.startsWith(SHUTDOWN)
        || CLOSERS.stream().anyMatch(name::startsWith);
  }

  private static void register(Object o) {
    Raw.putReference(o, QUEUE, Raw.get(IMPLEMENTATION, IMPLEMENTATION.getClass(), "queue"));
    try {
      if (NODE == null) {
        Lookups.findVirtual(CLEANABLE, "insert", MethodType.methodType(void.class)).invoke(o);
      } else {
        Lookups.findVirtual(LIST.getType(), "insert", MethodType.methodType(void.class, CLEANABLE))
            .invoke(COMMON, o);
      }
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** True if the common cleaner has still to run for this object. */
  public static boolean isRegistered(Object o) {
    return CLEANABLE.isInstance(o) && isCommon(o) && !isRemoved(o);
  }

  /** True if the common cleaner has run for this object. */
  public static boolean isDone(Object o) {
    return CLEANABLE.isInstance(o) && isCommon(o) && isRemoved(o);
  }

  /**
   * Registers a restored object with this JVM's common cleaner if it is renewable, else makes it
   * look done, so that cleaning it again does nothing.
   */
  public static void settle(Object o) {
    if (!CLEANABLE.isInstance(o) || Raw.getReference(o, Raw.offset(LIST)) != null) {
      return;
    }
    Raw.putReference(o, Raw.offset(LIST), COMMON);
    if (hasRenewableAction(o) && Raw.getReference(o, REFERENT) != null) {
      register(o);
    } else if (NEXT != null && PREVIOUS != null) {
      Raw.putReference(o, Raw.offset(NEXT), o);
      Raw.putReference(o, Raw.offset(PREVIOUS), o);
    }
  }

  private static boolean isCommon(Object o) {
    return Raw.getReference(o, Raw.offset(LIST)) == COMMON;
  }

  /** Linked to itself on 17, without a node on 25. */
  private static boolean isRemoved(Object o) {
    if (NODE != null) {
      return Raw.getReference(o, Raw.offset(NODE)) == null;
    }
    return NEXT != null && Raw.getReference(o, Raw.offset(NEXT)) == o && o != COMMON;
  }

  private static Object implementation() {
    Class<?> factory = Lookups.bootClass("jdk.internal.ref.CleanerFactory");
    Raw.ensureInitialized(factory);
    Object cleaner = Raw.getStatic(factory, "commonCleaner");
    if (cleaner == null) {
      throw new IllegalStateException("no common cleaner");
    }
    Object implementation = Raw.get(cleaner, java.lang.ref.Cleaner.class, "impl");
    if (implementation == null) {
      throw new IllegalStateException("the common cleaner is not there yet");
    }
    return implementation;
  }

  private static Object common() {
    Class<?> type = Lookups.bootClass("jdk.internal.ref.CleanerImpl");
    String list =
        Raw.fieldOrNull(type, "activeList") != null ? "activeList" : "phantomCleanableList";
    Object found = Raw.get(IMPLEMENTATION, type, list);
    if (found == null) {
      throw new IllegalStateException("the common cleaner has no list");
    }
    return found;
  }
}

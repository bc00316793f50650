package dev.district.jdk;

import org.jspecify.annotations.Nullable;

/**
 * How far the VM has got with the initialisation of a class (JVMS 5.5), as HotSpot keeps it in
 * {@code InstanceKlass::_init_state}.
 *
 * <p>The state is also written, in one case: while a heap is being restored, a class whose
 * initialiser is to go on later is shown to the VM as initialised, so that objects of it can be
 * allocated without running anything, and afterwards as merely linked again. No code of the program
 * runs meanwhile. Position and values are proved on classes of our own first; where that fails,
 * {@link #trusted()} is false and nothing here may be used.
 */
public final class ClassStates {
  private static final @Nullable ClassStates KNOWN = prove();

  private final int mirrorOffset;
  private final long stateOffset;
  private final byte linked;
  private final byte running;
  private final byte initialized;
  private final byte failed;

  private ClassStates() {
    mirrorOffset = VmStructs.staticInt("java_lang_Class", "_klass_offset");
    stateOffset = VmStructs.offset("InstanceKlass", "_init_state");
    linked = (byte) VmStructs.constant("InstanceKlass::linked");
    running = (byte) VmStructs.constant("InstanceKlass::being_initialized");
    initialized = (byte) VmStructs.constant("InstanceKlass::fully_initialized");
    failed = (byte) VmStructs.constant("InstanceKlass::initialization_error");
  }

  /** Whether states can be read and written in this JVM. */
  public static boolean trusted() {
    return KNOWN != null;
  }

  /** Whether an initialiser of the class is running. */
  public static boolean isRunning(Class<?> type) {
    return known().state(type) == known().running;
  }

  /** Whether initialising the class has failed. */
  public static boolean isFailed(Class<?> type) {
    return known().state(type) == known().failed;
  }

  /** Shows a linked class as initialised until {@link #uncover}. */
  public static void cover(Class<?> type) {
    known().move(type, known().linked, known().initialized);
  }

  /** The class is again as it was before {@link #cover}. */
  public static void uncover(Class<?> type) {
    known().move(type, known().initialized, known().linked);
  }

  /**
   * Links the class (JVMS 5.4): asking for its public fields does, before the classes of their
   * types are looked for, which may not be there.
   */
  public static void link(Class<?> type) {
    try {
      Raw.publicFields(type);
    } catch (LinkageError e) {
      if (KNOWN == null || KNOWN.state(type) < KNOWN.linked) {
        throw e;
      }
    }
  }

  private static ClassStates known() {
    if (KNOWN == null) {
      throw new IllegalStateException("the state of classes isn't known in this JVM");
    }
    return KNOWN;
  }

  private long address(Class<?> type) {
    return Raw.U.getLong(type, mirrorOffset) + stateOffset;
  }

  private byte state(Class<?> type) {
    return Raw.U.getByteVolatile(null, address(type));
  }

  private void move(Class<?> type, byte from, byte to) {
    if (state(type) != from) {
      throw new IllegalStateException(type.getName() + " is in state " + state(type));
    }
    Raw.U.putByteVolatile(null, address(type), to);
  }

  /** Runs through its states while it is being proved. */
  private static final class Probe {
    static byte during;
    static final byte SEEN = look();

    private static byte look() {
      during = seen == null ? 0 : seen.state(Probe.class);
      return during;
    }
  }

  private static @Nullable ClassStates seen;

  private static @Nullable ClassStates prove() {
    try {
      ClassStates states = new ClassStates();
      link(Probe.class);
      if (states.state(Probe.class) != states.linked) {
        return null;
      }
      states.move(Probe.class, states.linked, states.initialized);
      boolean shown = Raw.isInitialized(Probe.class);
      Object allocated = Raw.allocateInstance(Probe.class);
      boolean ran = states.state(Probe.class) != states.initialized;
      states.move(Probe.class, states.initialized, states.linked);
      seen = states;
      Raw.ensureInitialized(Probe.class);
      boolean right =
          shown
              && !ran
              && allocated.getClass() == Probe.class
              && Probe.SEEN == states.running
              && states.state(Probe.class) == states.initialized;
      return right ? states : null;
    } catch (IllegalStateException e) {
      return null;
    }
  }
}

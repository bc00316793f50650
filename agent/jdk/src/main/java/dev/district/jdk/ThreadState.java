package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a thread object says about its thread, read raw: {@code Thread}'s accessors can be
 * overridden.
 */
public final class ThreadState {
  private static final long EETOP = Raw.offset(Raw.field(Thread.class, "eetop"));
  private static final long NAME = Raw.offset(Raw.field(Thread.class, "name"));
  private static final @Nullable Class<?> VIRTUAL = virtualClass();
  private static final MethodHandle ALL =
      Lookups.findStatic(Thread.class, "getThreads", MethodType.methodType(Thread[].class));

  private ThreadState() {}

  /** True if the VM runs a thread for this object now. */
  public static boolean isLive(Thread thread) {
    return Raw.getLong(thread, EETOP) != 0;
  }

  /**
   * True for a platform thread that the VM still calls alive but shows to nobody any more: it has
   * run, and is about to notify who joins it ({@code JavaThread::exit}, {@code ensure_join}).
   */
  public static boolean isEnding(Thread thread) {
    return isLive(thread) && !isVirtual(thread) && !PlatformThreads.all().contains(thread);
  }

  public static boolean isVirtual(Thread thread) {
    return VIRTUAL != null && VIRTUAL.isInstance(thread);
  }

  public static String name(Thread thread) {
    return String.valueOf(Raw.getReference(thread, NAME));
  }

  /** The live thread of that name, or null. */
  public static @Nullable Thread find(String name) {
    try {
      for (Thread thread : (Thread[]) ALL.invokeExact()) {
        if (name(thread).equals(name)) {
          return thread;
        }
      }
      return null;
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** The status word: in {@code Thread} itself on 17, in its {@code FieldHolder} later. */
  public static int status(Thread thread) {
    Object holder = holder(thread);
    return Raw.getInt(holder, statusOffset(holder));
  }

  public static void status(Thread thread, int status) {
    Object holder = holder(thread);
    Raw.putInt(holder, statusOffset(holder), status);
  }

  /** What the thread has been made to run, if it isn't its own {@code run} method. */
  static @Nullable Object task(Thread thread) {
    Object holder = holder(thread);
    return holder instanceof Thread
        ? Raw.get(holder, Thread.class, "target")
        : Raw.get(holder, holder.getClass(), "task");
  }

  private static Object holder(Thread thread) {
    Field field = Raw.fieldOrNull(Thread.class, "holder");
    if (field == null) {
      return thread;
    }
    Object holder = Raw.getReference(thread, Raw.offset(field));
    return holder == null ? thread : holder;
  }

  private static long statusOffset(Object holder) {
    Class<?> declaring = holder instanceof Thread ? Thread.class : holder.getClass();
    return Raw.offset(Raw.field(declaring, "threadStatus"));
  }

  private static final int ALIVE = 1;

  /**
   * A thread that was live is made to look unstarted, so that it can be started; others are left
   * alone.
   */
  public static void makeStartable(Thread thread) {
    if ((status(thread) & ALIVE) != 0) {
      status(thread, 0);
    }
    Object holder = holder(thread);
    Class<?> declaring = holder instanceof Thread ? Thread.class : holder.getClass();
    ThreadGroup group = (ThreadGroup) Raw.get(holder, declaring, "group");
    Field unstarted = Raw.fieldOrNull(ThreadGroup.class, "nUnstartedThreads");
    if (status(thread) == 0 && group != null && unstarted != null) {
      long offset = Raw.offset(unstarted);
      Raw.putInt(group, offset, Raw.getInt(group, offset) + 1);
    }
  }

  /**
   * True for the group of the VM's own threads and its direct children main and
   * InnocuousThreadGroup.
   */
  public static boolean isPlatformGroup(ThreadGroup group) {
    return platformGroup(groupName(group)) == group;
  }

  public static String groupName(ThreadGroup group) {
    return String.valueOf(Raw.get(group, ThreadGroup.class, "name"));
  }

  /** The platform's group of that name, or null. */
  public static @Nullable ThreadGroup platformGroup(String name) {
    ThreadGroup system = systemGroup();
    if (name.equals("system")) {
      return system;
    }
    ThreadGroup[] children = new ThreadGroup[system.activeGroupCount() + 8];
    int count = system.enumerate(children, false);
    for (int i = 0; i < count; i++) {
      boolean known = name.equals("main") || name.equals("InnocuousThreadGroup");
      if (known && groupName(children[i]).equals(name)) {
        return children[i];
      }
    }
    return null;
  }

  private static ThreadGroup systemGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** Makes a restored group known to its parent, as its constructor would have done. */
  public static void adopt(ThreadGroup group) {
    Object parent = Raw.get(group, ThreadGroup.class, "parent");
    if (parent == null || isPlatformGroup(group)) {
      return;
    }
    try {
      ADOPT.invokeExact((ThreadGroup) parent, group);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static final MethodHandle ADOPT =
      Lookups.findByName(
              ThreadGroup.class,
              Raw.fieldOrNull(ThreadGroup.class, "weaks") == null ? "add" : "synchronizedAddWeak",
              ThreadGroup.class)
          .asType(MethodType.methodType(void.class, ThreadGroup.class, ThreadGroup.class));

  private static @Nullable Class<?> virtualClass() {
    try {
      return Class.forName("java.lang.BaseVirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}

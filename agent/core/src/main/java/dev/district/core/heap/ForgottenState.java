package dev.district.core.heap;

import dev.district.core.diag.CheckpointRefused;
import dev.district.core.heap.PlatformReach.Start;
import dev.district.core.types.ClassOrigins;
import dev.district.core.values.StaticFields;
import dev.district.jdk.BeanServer;
import dev.district.jdk.LoadedClasses;
import dev.district.jdk.Raw;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds objects of application classes that hang on static fields of the platform and that no hook
 * carries: listeners, handlers, plug-ins that the program has registered somewhere. A restart would
 * silently come without them.
 *
 * <p>Walks from every static field of every initialised platform class through objects of platform
 * classes. It does not follow what leads everywhere or is made again on demand: classes, loaders,
 * modules, threads, method handles, the referents of reference objects. That makes some thousands
 * of objects. What it can't see is state that consists of the platform's own objects, such as a
 * changed string in a table; those need a line in {@link HookTable}.
 */
public final class ForgottenState {
  private static @Nullable PlatformReach remembered;

  private final PlatformReach reach;
  private final Map<String, String> found = new LinkedHashMap<>();
  private Object[] queue = new Object[1 << 13];
  private int[] table = new int[1 << 15];
  private int last;

  private ForgottenState(PlatformReach reach) {
    this.reach = reach;
  }

  /**
   * Refuses if there is any. To be asked with the program running first, which makes the answer
   * within a standstill a quick one.
   *
   * @throws CheckpointRefused naming every static field that holds such an object
   */
  public static void refuseAny(Instrumentation instrumentation, ClassLoader agentLoader)
      throws CheckpointRefused {
    Blockers blockers = new Blockers();
    refuse(LoadedClasses.all(instrumentation), new ClassOrigins(agentLoader), blockers);
    blockers.throwIfAny();
  }

  static synchronized void refuse(Class<?>[] loaded, ClassOrigins origins, Blockers blockers) {
    PlatformReach reach = remembered;
    if (reach == null) {
      reach = new PlatformReach(origins, new StaticFields());
      remembered = reach;
    }
    new ForgottenState(reach)
        .find(loaded)
        .forEach(
            (field, type) ->
                blockers.add(
                    "the platform holds an object of " + type + " that a restart would lose",
                    () -> field,
                    "take it back from the platform before the checkpoint"));
  }

  /** The place of the static field, and the class of an object it leads to. */
  private Map<String, String> find(Class<?>[] loaded) {
    List<Start> starts = new ArrayList<>();
    for (Class<?> type : loaded) {
      for (Start start : reach.starts(type)) {
        if (start.carried()) {
          leaveOut(Raw.getReference(start.base(), start.offset()));
        } else {
          starts.add(start);
        }
      }
    }
    for (Start start : starts) {
      walk(Raw.getReference(start.base(), start.offset()), start.place());
    }
    beans();
    return found;
  }

  /** What listens to the platform's own MBeans. */
  private void beans() {
    Object server = BeanServer.present();
    if (server != null && BeanServer.isKnown(server.getClass())) {
      for (Object named : BeanServer.beans(server, false)) {
        walk(named, "MBean " + BeanServer.name(named));
      }
    }
  }

  /** Counts as seen, so that no walk goes through it. */
  private void leaveOut(@Nullable Object carried) {
    if (carried != null && reach.plan(carried.getClass()).length > 0) {
      addIfNew(carried);
    }
  }

  private void walk(@Nullable Object start, String place) {
    int done = last;
    add(start, place);
    while (done < last) {
      Object o = queue[++done];
      if (o instanceof Object[] elements) {
        for (Object element : elements) {
          add(element, place);
        }
      } else {
        for (long offset : reach.plan(o.getClass())) {
          add(Raw.getReference(o, offset), place);
        }
      }
    }
  }

  private void add(@Nullable Object o, String place) {
    if (o == null) {
      return;
    }
    long[] plan = reach.plan(o.getClass());
    if (plan == PlatformReach.APPLICATIONS) {
      found.putIfAbsent(place, o.getClass().getName());
    } else if (plan.length > 0) {
      addIfNew(o);
    }
  }

  private void addIfNew(Object o) {
    int mask = table.length - 1;
    int slot = slot(o, mask);
    for (int id = table[slot]; id != 0; id = table[slot]) {
      if (queue[id] == o) {
        return;
      }
      slot = slot + 1 & mask;
    }
    table[slot] = ++last;
    if (last == queue.length) {
      queue = Arrays.copyOf(queue, queue.length * 2);
    }
    queue[last] = o;
    if (last * 2 > table.length) {
      grow();
    }
  }

  private static int slot(Object o, int mask) {
    return System.identityHashCode(o) * 0x9e3779b1 >>> 8 & mask;
  }

  private void grow() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int id = 1; id <= last; id++) {
      int slot = slot(queue[id], mask);
      while (table[slot] != 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = id;
    }
  }
}

package dev.district.core.heap;

import dev.district.core.types.ClassOrigin;
import dev.district.core.types.ClassOrigins;
import dev.district.core.values.StaticFields;
import dev.district.jdk.Raw;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Where {@link ForgottenState} looks: the static fields to begin at and the fields to follow, by
 * class, remembered from one checkpoint to the next.
 */
final class PlatformReach {
  /** Fields of application classes: their objects are what is looked for. Known by identity. */
  static final long[] APPLICATIONS = {};

  private static final long[] NOTHING = {};
  private static final long[] ELEMENTS = {0};

  /** Linked with each other, and freed by the JVM they belong to. */
  private static final String CLEANABLES = "jdk.internal.ref.";

  /** Lead everywhere, or belong to the JVM and are made again on demand. */
  private static final List<String> UNFOLLOWED =
      List.of(
          "com.sun.jmx.mbeanserver.JmxMBeanServer",
          "com.sun.jmx.mbeanserver.MXBeanLookup",
          "java.lang.invoke.",
          "java.lang.module.",
          "java.lang.ref.Cleaner",
          "java.lang.ref.Finalizer",
          "java.lang.ModuleLayer",
          "java.lang.reflect.",
          "jdk.internal.loader.",
          "jdk.internal.module.",
          CLEANABLES,
          "jdk.internal.reflect.",
          "sun.instrument.");

  private static final List<Class<?>> UNFOLLOWED_TYPES =
      List.of(Class.class, ClassLoader.class, Module.class, Thread.class, ThreadGroup.class);

  private static final Set<String> HOOKED = hooked(hook -> true);
  private static final Set<String> IN_PLACE = hooked(hook -> hook.mode() == Hook.Mode.IN_PLACE);

  private final ClassOrigins origins;
  private final StaticFields fields;
  private final Map<Class<?>, List<Start>> starts = new WeakHashMap<>();
  private final Map<Class<?>, long[]> plans = new WeakHashMap<>();

  /**
   * A static field to begin at.
   *
   * @param carried whether a hook keeps its object and fills it: whoever else knows that one will
   *     find it complete
   */
  record Start(Object base, long offset, String place, boolean carried) {}

  PlatformReach(ClassOrigins origins, StaticFields fields) {
    this.origins = origins;
    this.fields = fields;
  }

  private static Set<String> hooked(Predicate<Hook> wanted) {
    Set<String> hooked = new HashSet<>();
    HookTable.ALL.stream().filter(wanted).forEach(hook -> hooked.add(hook.name()));
    return hooked;
  }

  /** The fields to begin at; none of a class that isn't initialised. */
  List<Start> starts(Class<?> type) {
    List<Start> known = starts.get(type);
    if (known != null) {
      return known;
    }
    if (isPlatform(type) && !Raw.isInitialized(type)) {
      return List.of();
    }
    List<Start> found = isStart(type) ? find(type) : List.of();
    starts.put(type, found);
    return found;
  }

  private boolean isPlatform(Class<?> type) {
    ClassOrigin origin = origins.of(type);
    return origin == ClassOrigin.BOOT || origin == ClassOrigin.PLATFORM;
  }

  private boolean isStart(Class<?> type) {
    return !type.isArray()
        && !type.isPrimitive()
        && !type.isHidden()
        && isPlatform(type)
        && follows(type);
  }

  private List<Start> find(Class<?> type) {
    List<Start> found = new ArrayList<>();
    for (Field field : fields.references(type)) {
      String name = type.getName() + '#' + field.getName();
      boolean carried = IN_PLACE.contains(name) && Modifier.isFinal(field.getModifiers());
      if (mayLead(field.getType()) && (carried || !HOOKED.contains(name))) {
        String place = "static " + type.getName() + '.' + field.getName();
        found.add(new Start(Raw.staticBase(field), Raw.staticOffset(field), place, carried));
      }
    }
    return List.copyOf(found);
  }

  private static boolean follows(Class<?> type) {
    for (Class<?> unfollowed : UNFOLLOWED_TYPES) {
      if (unfollowed.isAssignableFrom(type)) {
        return false;
      }
    }
    String name = type.getName();
    return UNFOLLOWED.stream().noneMatch(name::startsWith);
  }

  /** False for types whose objects can't refer to an object of the application. */
  private static boolean mayLead(Class<?> type) {
    return !type.isPrimitive()
        && type != String.class
        && type != Class.class
        && !(type.isArray() && type.getComponentType().isPrimitive());
  }

  /**
   * Offsets of the fields to follow; of arrays something that isn't empty, {@link #APPLICATIONS}
   * for application classes.
   */
  long[] plan(Class<?> type) {
    long[] plan = plans.get(type);
    if (plan == null) {
      plan = make(type);
      plans.put(type, plan);
    }
    return plan;
  }

  private long[] make(Class<?> type) {
    if (type.isArray()) {
      return mayLead(type.getComponentType()) ? ELEMENTS : NOTHING;
    }
    if (!isPlatform(type)) {
      return origins.of(type) == ClassOrigin.AGENT ? NOTHING : APPLICATIONS;
    }
    if (!follows(type)) {
      return NOTHING;
    }
    List<Long> offsets = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Reference.class; c = c.getSuperclass()) {
      if (c.getName().startsWith(CLEANABLES)) {
        continue;
      }
      for (Field field : Raw.declaredFields(c)) {
        if (!Modifier.isStatic(field.getModifiers()) && mayLead(field.getType())) {
          offsets.add(Raw.offset(field));
        }
      }
    }
    return offsets.stream().mapToLong(Long::longValue).toArray();
  }
}

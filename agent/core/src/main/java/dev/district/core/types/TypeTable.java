package dev.district.core.types;

import dev.district.boot.DrawnSeed;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import dev.district.jdk.ClassDefiner;
import dev.district.jdk.ClassStates;
import dev.district.jdk.FailedInitializers;
import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.MarkWord;
import dev.district.jdk.ParallelLoaders;
import dev.district.jdk.Raw;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Class to type id, for a capture. Registering a class registers its superclass and component type
 * first, so that ids are in topological order; classes that will be defined from the image also
 * bring their superinterfaces.
 */
public final class TypeTable {
  /** Told of classes that can't be captured. */
  @FunctionalInterface
  public interface Refusal {
    void refuse(String cause, String remedy);
  }

  private final Map<Class<?>, Integer> ids = new IdentityHashMap<>();
  private final List<@Nullable Class<?>> classes = new ArrayList<>();
  private final List<TypeMeta> types = new ArrayList<>();
  private final Deque<Class<?>> late = new ArrayDeque<>();
  private final ClassOrigins origins;
  private final ToIntFunction<Class<?>> generated;
  private final Refusal refusal;
  private final LoaderTable loaders;
  private final ToIntFunction<ProtectionDomain> domains;

  /**
   * @param generated index of the recipe for a hidden or proxy class, -1 if there is none
   * @param refusal told of classes that can't be captured
   * @param domains index of a protection domain, which thereby becomes part of the image
   */
  public TypeTable(
      ClassOrigins origins,
      ToIntFunction<Class<?>> generated,
      Refusal refusal,
      LoaderTable loaders,
      ToIntFunction<ProtectionDomain> domains) {
    this.origins = origins;
    this.generated = generated;
    this.refusal = refusal;
    this.loaders = loaders;
    this.domains = domains;
    classes.add(null);
    types.add(new TypeMeta());
  }

  /** The type id of a class. */
  public int id(@Nullable Class<?> type) {
    if (type == null) {
      return 0;
    }
    int hash = Math.max(0, MarkWord.peek(type));
    Integer known = ids.get(type);
    return known != null ? known : register(type, hash);
  }

  private int register(Class<?> type, int hash) {
    TypeMeta meta = new TypeMeta();
    meta.name = type.getName();
    meta.hash = hash;
    if (type.isPrimitive()) {
      meta.form = TypeMeta.PRIMITIVE;
    } else if (type.isArray()) {
      meta.form = TypeMeta.ARRAY;
      meta.parent = id(type.getComponentType());
      meta.loader = types.get(meta.parent).loader;
    } else if (HiddenDefinitions.of(type) != null) {
      meta.form = TypeMeta.HIDDEN;
      meta.initialized = Raw.isInitialized(type);
      meta.parent = id(type.getSuperclass());
      meta.loader = loaders.code(type.getClassLoader());
      meta.recipe = generated.applyAsInt(type);
      hidden(type, meta);
    } else if (type.isHidden() || Generated.isProxy(type)) {
      meta.form = TypeMeta.GENERATED;
      meta.parent = id(type.getSuperclass());
      meta.recipe = generated.applyAsInt(type);
    } else {
      meta.form = TypeMeta.CLASS;
      meta.initialized = Raw.isInitialized(type);
      meta.parent = id(type.getSuperclass());
      origin(type, meta);
    }
    int id = types.size();
    ids.put(type, id);
    classes.add(type);
    types.add(meta);
    return id;
  }

  private void origin(Class<?> type, TypeMeta meta) {
    switch (origins.of(type)) {
      case BOOT -> meta.loader = TypeMeta.BOOT;
      case PLATFORM -> meta.loader = TypeMeta.PLATFORM;
      case APPLICATION -> {
        meta.loader = TypeMeta.APPLICATION;
        String location = ClassDefiner.location(type);
        meta.location = location == null ? "" : location;
        defined(type, meta);
      }
      case GUEST -> {
        meta.form = TypeMeta.GUEST;
        meta.loader = type.getClassLoader() == null ? TypeMeta.BOOT : TypeMeta.PLATFORM;
        ProtectionDomain domain = ClassDefiner.domainOf(type);
        meta.domain = domain == null ? 0 : 1 + domains.applyAsInt(domain);
        defined(type, meta);
        late.add(type);
      }
      case AGENT -> {
        if (type.getClassLoader() == null) {
          meta.loader = TypeMeta.BOOT;
        } else {
          refuseAgent(type);
        }
      }
      case CUSTOM -> {
        if (type.getModule().isNamed()) {
          refusal.refuse(
              "class " + type.getName() + " is in a module of a layer made at run time",
              "put the module on the module path, or its classes into an unnamed module");
        }
        meta.loader = loaders.code(type.getClassLoader());
        ProtectionDomain domain = ClassDefiner.domainOf(type);
        meta.domain = domain == null ? 0 : 1 + domains.applyAsInt(domain);
        defined(type, meta);
      }
    }
  }

  /** What is needed to define the class from its bytes. */
  private void defined(Class<?> type, TypeMeta meta) {
    if (ClassStates.isFailed(type)) {
      meta.failure = FailedInitializers.describe(type);
    }
    meta.parallelCapable = meta.initialized && ParallelLoaders.has(type);
    Class<?>[] interfaces = type.getInterfaces();
    meta.interfaces = new int[interfaces.length];
    for (int i = 0; i < interfaces.length; i++) {
      meta.interfaces[i] = id(interfaces[i]);
    }
  }

  private void hidden(Class<?> type, TypeMeta meta) {
    if (ClassStates.isFailed(type)) {
      refusal.refuse(
          "the static initialiser of hidden class " + type.getName() + " has failed",
          "checkpoint when no object of it is in use");
    }
    if (!mayMove(type)) {
      refusal.refuse(
          "hidden class " + type.getName() + " is in a module of its own",
          "checkpoint when no object of it is in use");
    }
    defined(type, meta);
    late.add(type);
  }

  /**
   * The JDK puts some of its hidden classes into modules that it makes for them. They come back in
   * the unnamed module, which sees what everybody sees.
   */
  private static boolean mayMove(Class<?> type) {
    Module module = type.getModule();
    ModuleLayer layer = module.getLayer();
    if (!module.isNamed() || layer == ModuleLayer.boot()) {
      return true;
    }
    for (Class<?> superinterface : type.getInterfaces()) {
      Module declaring = superinterface.getModule();
      if (declaring.isNamed() && !declaring.isExported(superinterface.getPackageName())
          || !Modifier.isPublic(superinterface.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  /** The next class that has turned up besides those of the application's loaders, or null. */
  public @Nullable Class<?> nextLate() {
    return late.poll();
  }

  private void refuseAgent(Class<?> type) {
    refusal.refuse(
        "internal error: agent class " + type.getName() + " is reachable from the application",
        "report this as a defect of the agent");
  }

  /**
   * Records the instance fields of a class and its superclasses, and returns how its objects are
   * moved. Woven code may name boot classes of the agent (a reference to {@code Thread.sleep} is
   * one to its stand-in), but never hold their objects; but for those of {@code DrawnSeed}, which
   * are described, not moved.
   */
  public FieldPlan layOut(Class<?> type) {
    if (origins.of(type) == ClassOrigin.AGENT && type != DrawnSeed.class) {
      refuseAgent(type);
    }
    List<FieldSlot> slots = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      List<FieldSlot> own = FieldOrder.instance(c);
      TypeMeta meta = types.get(id(c));
      if (!meta.laidOut) {
        meta.laidOut = true;
        meta.fields = signatures(own);
      }
      slots.addAll(0, own);
    }
    types.get(id(type)).laidOut = true;
    return FieldPlan.of(slots);
  }

  /** Records the static fields of a class, and returns them in payload order. */
  public List<FieldSlot> layOutStatics(Class<?> type) {
    List<FieldSlot> slots = FieldOrder.statics(type);
    types.get(id(type)).statics = signatures(slots);
    return slots;
  }

  private static String[] signatures(List<FieldSlot> slots) {
    return slots.stream().map(FieldSlot::signature).toArray(String[]::new);
  }

  public int size() {
    return types.size();
  }

  /** The class of a type id. */
  public Class<?> type(int id) {
    Class<?> type = classes.get(id);
    if (type == null) {
      throw new IllegalArgumentException("type " + id);
    }
    return type;
  }

  public TypeMeta meta(int id) {
    return types.get(id);
  }

  /**
   * The table as it goes into the image.
   *
   * @param domains recipes of the protection domains, by index
   */
  public TypesMeta toMeta(RecipeMeta[] domains) {
    TypesMeta meta = new TypesMeta();
    meta.types = types.toArray(TypeMeta[]::new);
    meta.loaders = loaders.toMeta();
    meta.domains = domains;
    return meta;
  }
}

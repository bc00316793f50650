package dev.district.core.types;

import dev.district.boot.LoaderHook;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import dev.district.jdk.ClassDefiner;
import dev.district.jdk.ClassStates;
import dev.district.jdk.HandleParts;
import dev.district.jdk.MarkWord;
import dev.district.jdk.ParallelLoaders;
import dev.district.jdk.Raw;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Type id to class, for a restore. Platform classes are found by name, all others are defined from
 * the image in the order of their ids, superinterfaces first; each must have the fields it had.
 */
public final class TypeResolver {
  /** Makes a generated class anew. */
  @FunctionalInterface
  public interface Maker {
    Class<?> make(int recipe, int typeId);
  }

  /** Defines a hidden class anew. */
  @FunctionalInterface
  public interface HiddenMaker {
    Class<?> define(int recipe, byte[] toDefine, byte[] original);
  }

  private final TypeMeta[] types;
  private final @Nullable Class<?>[] classes;
  private final Map<Integer, byte[]> bytes;
  private final Maker maker;
  private final HiddenMaker hidden;
  private final LoaderResolver loaders;
  private final IntFunction<ProtectionDomain> domains;
  private final Set<Integer> initializing;

  /** The bytes by class, once all are resolved. */
  private @Nullable Map<Class<?>, byte[]> bytesOf;

  /**
   * @param bytes class files by type id
   * @param domains makes or finds the protection domain of an index
   * @param initializing types whose static initialisers will go on in this JVM
   */
  public TypeResolver(
      TypesMeta meta,
      Map<Integer, byte[]> bytes,
      Maker maker,
      HiddenMaker hidden,
      IntFunction<ProtectionDomain> domains,
      Set<Integer> initializing) {
    this.types = meta.types;
    this.initializing = initializing;
    this.classes = new Class<?>[types.length];
    this.bytes = bytes;
    this.maker = maker;
    this.hidden = hidden;
    this.domains = domains;
    this.loaders = new LoaderResolver(meta.loaders, types, this::resolve, this::allocate);
  }

  /**
   * Finds or defines all classes. Runs no initialiser. From now on no loader of the image is asked
   * for a class, until {@link #releaseLoaders}.
   */
  public void resolveAll() {
    LoaderHook.install(loaders);
    ClassRecorder.definingFromImage(true);
    try {
      resolveAll(TypeMeta.BOOT, TypeMeta.APPLICATION);
      resolveAll(TypeMeta.CUSTOM, Integer.MAX_VALUE);
      loaders.initiateAll();
      resolveHidden();
    } finally {
      ClassRecorder.definingFromImage(false);
    }
  }

  /**
   * The built-in loaders come first: making a loader links its class, and that must find every
   * application class defined already, or it would be loaded from the class path.
   */
  private void resolveAll(int firstLoader, int lastLoader) {
    for (int id = 1; id < types.length; id++) {
      TypeMeta meta = types[id];
      boolean wanted = meta.loader >= firstLoader && meta.loader <= lastLoader;
      if (wanted && meta.form != TypeMeta.GENERATED && meta.form != TypeMeta.HIDDEN) {
        resolve(id);
      }
    }
  }

  /** Last, because defining one links it, and with it whatever it needs. */
  private void resolveHidden() {
    for (int id = 1; id < types.length; id++) {
      if (types[id].form == TypeMeta.HIDDEN) {
        resolve(id);
      }
    }
  }

  /** All loaders have their fields, and the program is about to run: they may be asked again. */
  public void releaseLoaders() {
    LoaderHook.install(null);
  }

  /** The loader of a number; the boot loader is null. */
  public @Nullable ClassLoader loader(int code) {
    return loaders.loader(code);
  }

  /**
   * Marks the classes initialised that were; application classes run nothing, platform classes
   * their own code. A class may be initialised while its superclass still is being initialised.
   */
  public void initializeAll() {
    List<Class<?>> halfway = halfway();
    halfway.forEach(ClassStates::cover);
    try {
      initializeRest();
      new FailedClasses(types, this::resolve, this::hasInitializer).failAll();
    } finally {
      halfway.forEach(ClassStates::uncover);
    }
  }

  private List<Class<?>> halfway() {
    List<Class<?>> halfway = new ArrayList<>();
    for (int id : initializing) {
      if (!ClassStates.trusted()) {
        throw new IncompatibleImage(
            "class " + types[id].name + " was being initialised; in this JVM that can't go on",
            null);
      }
      Class<?> type = resolve(id);
      ClassStates.link(type);
      halfway.add(type);
    }
    return halfway;
  }

  /** An object of the class; runs no initialiser that is to go on later. */
  public Object allocate(int id) {
    Class<?> type = resolve(id);
    if (!initializing.contains(id)) {
      return Raw.allocateInstance(type);
    }
    ClassStates.link(type);
    ClassStates.cover(type);
    try {
      return Raw.allocateInstance(type);
    } finally {
      ClassStates.uncover(type);
    }
  }

  private void initializeRest() {
    for (int id = 1; id < types.length; id++) {
      Class<?> type = classes[id];
      if (type != null && types[id].initialized) {
        Raw.ensureInitialized(type);
        if (types[id].parallelCapable) {
          ParallelLoaders.add(type);
        }
      }
    }
  }

  /** Makes the classes that are generated. */
  public void makeGenerated() {
    for (int id = 1; id < types.length; id++) {
      resolve(id);
    }
    LambdaRegistry.INSTANCE.restoredAll();
  }

  private Class<?> resolve(int id) {
    Class<?> found = classes[id];
    if (found == null) {
      found = find(id);
      classes[id] = found;
      if (types[id].hash != 0) {
        MarkWord.set(found, types[id].hash);
      }
    }
    return found;
  }

  private Class<?> find(int id) {
    TypeMeta meta = types[id];
    switch (meta.form) {
      case TypeMeta.PRIMITIVE:
        return primitive(meta.name);
      case TypeMeta.ARRAY:
        return resolve(meta.parent).arrayType();
      case TypeMeta.GENERATED:
        return maker.make(meta.recipe, id);
      case TypeMeta.HIDDEN:
        return defineHidden(id);
      case TypeMeta.GUEST:
        return define(id);
      default:
        return meta.loader >= TypeMeta.APPLICATION ? define(id) : named(meta);
    }
  }

  private static Class<?> named(TypeMeta meta) {
    HandleParts.ensureSpecies(meta.name);
    try {
      ClassLoader loader =
          meta.loader == TypeMeta.BOOT ? null : ClassLoader.getPlatformClassLoader();
      return Class.forName(meta.name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IncompatibleImage("platform class " + meta.name + " does not exist in this JVM", e);
    }
  }

  private Class<?> define(int id) {
    TypeMeta meta = types[id];
    resolveSupertypes(meta);
    byte[] image = image(id);
    ClassLoader loader = loaders.loader(meta.loader);
    Class<?> type = ClassDefiner.loaded(loader, meta.name);
    if (type == null) {
      type =
          meta.loader == TypeMeta.APPLICATION
              ? defineHere(Objects.requireNonNull(loader), meta, toDefine(id, image))
              : ClassDefiner.define(loader, meta.name, toDefine(id, image), domain(meta));
    }
    if (loader != null) {
      ClassRecorder.recordAnew(loader, meta.name.replace('.', '/'), image);
    }
    return type;
  }

  private Class<?> defineHidden(int id) {
    TypeMeta meta = types[id];
    resolveSupertypes(meta);
    byte[] image = image(id);
    return hidden.define(meta.recipe, toDefine(id, image), image);
  }

  private void resolveSupertypes(TypeMeta meta) {
    if (meta.parent != 0) {
      resolve(meta.parent);
    }
    for (int superinterface : meta.interfaces) {
      resolve(superinterface);
    }
  }

  private byte[] image(int id) {
    byte[] image = bytes.get(id);
    if (image == null) {
      throw new IncompatibleImage("the image has no bytes of class " + types[id].name, null);
    }
    return image;
  }

  private byte[] toDefine(int id, byte[] image) {
    boolean failed = types[id].failure.length > 0 && InitializerCut.hasInitializer(image);
    if (failed || initializing.contains(id)) {
      return InitializerCut.hook(image);
    }
    return types[id].initialized ? InitializerCut.cut(image) : image;
  }

  private static Class<?> defineHere(ClassLoader loader, TypeMeta meta, byte[] image) {
    String location = meta.location.isEmpty() ? null : meta.location;
    return ClassDefiner.define(loader, meta.name, image, location);
  }

  private boolean hasInitializer(int id) {
    byte[] image = bytes.get(id);
    return image != null && InitializerCut.hasInitializer(image);
  }

  private @Nullable ProtectionDomain domain(TypeMeta meta) {
    return meta.domain == 0 ? null : domains.apply(meta.domain - 1);
  }

  private static Class<?> primitive(String name) {
    for (Class<?> type :
        new Class<?>[] {
          int.class,
          long.class,
          byte.class,
          boolean.class,
          char.class,
          short.class,
          float.class,
          double.class,
          void.class
        }) {
      if (type.getName().equals(name)) {
        return type;
      }
    }
    throw new IncompatibleImage("no primitive type " + name, null);
  }

  public Class<?> type(int id) {
    return resolve(id);
  }

  public TypeMeta meta(int id) {
    return types[id];
  }

  public int size() {
    return types.length;
  }

  /** The bytes that the image carries of a class, or null. */
  public synchronized byte @Nullable [] bytes(Class<?> type) {
    Map<Class<?>, byte[]> known = bytesOf;
    if (known == null) {
      known = new IdentityHashMap<>();
      for (Map.Entry<Integer, byte[]> carried : bytes.entrySet()) {
        known.put(resolve(carried.getKey()), carried.getValue());
      }
      bytesOf = known;
    }
    return known.get(type);
  }

  /** How objects of that type are moved. */
  public FieldPlan plan(int id) {
    List<FieldSlot> slots = new ArrayList<>();
    for (int c = id; c != 0; c = types[c].parent) {
      slots.addAll(0, match(resolve(c), types[c].fields, false));
    }
    return FieldPlan.of(slots);
  }

  /** How the statics of that type are moved. */
  public FieldPlan staticsPlan(int id) {
    return FieldPlan.of(match(resolve(id), types[id].statics, true));
  }

  private static List<FieldSlot> match(Class<?> type, String[] signatures, boolean statics) {
    Map<String, FieldSlot> present = new HashMap<>();
    for (FieldSlot slot : statics ? FieldOrder.statics(type) : FieldOrder.instance(type)) {
      present.put(slot.signature(), slot);
    }
    List<FieldSlot> slots = new ArrayList<>();
    for (String signature : signatures) {
      FieldSlot slot = present.remove(signature);
      if (slot == null) {
        throw new IncompatibleImage(
            "field " + type.getName() + "." + signature + " does not exist in this JVM", null);
      }
      slots.add(slot);
    }
    if (!present.isEmpty() && type != Object.class) {
      throw new IncompatibleImage(
          "field "
              + type.getName()
              + "."
              + present.keySet().iterator().next()
              + " is not known to the image",
          null);
    }
    return slots;
  }
}

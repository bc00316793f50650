package dev.district.core.heap;

import dev.district.boot.Interning;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.files.ResourceCapture;
import dev.district.core.types.CapturedBytes;
import dev.district.core.types.ClassOrigin;
import dev.district.core.types.ClassOrigins;
import dev.district.core.types.GeneratedClasses;
import dev.district.core.types.GuestClasses;
import dev.district.core.types.LoaderTable;
import dev.district.core.types.TypeTable;
import dev.district.core.values.Description;
import dev.district.core.values.PlatformNames;
import dev.district.core.values.StaticFields;
import dev.district.image.ImageWriter;
import dev.district.image.Section;
import dev.district.image.meta.HeapSummary;
import dev.district.image.meta.PlatformMeta;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.RecipesMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import dev.district.jdk.BootLibraries;
import dev.district.jdk.ClassStates;
import dev.district.jdk.ConstantPools;
import dev.district.jdk.Finalizers;
import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.HiddenDefinitions.Definition;
import dev.district.jdk.LoadedClasses;
import dev.district.jdk.MarkWord;
import dev.district.jdk.PendingReferences;
import dev.district.jdk.Raw;
import dev.district.jdk.ReferenceQueues;
import dev.district.jdk.SignalHandlers;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Captures the object graph into memory outside the heap: everything reachable from the roots
 * given, from the statics of application classes and from the platform's hooks. Used by one agent
 * thread while the world is stopped; afterwards {@link #writeTo} may run while the application goes
 * on, because it looks at no live object any more.
 *
 * <p>Nothing of the application is changed but identity hashes, which objects get that had none,
 * and the stack traces of throwables, which are filled in.
 */
public final class HeapCapture {
  private static final StaticFields PLATFORM_FIELDS = new StaticFields();

  private final CaptureContext context;
  private final ClassOrigins origins;
  private final IdTable ids = new IdTable();
  private final List<String> roots = new ArrayList<>();
  private final Blockers blockers = new Blockers();
  private final ObjectPath path = new ObjectPath(ids, roots);
  private final LoaderTable loaders = new LoaderTable();
  private final DomainTable domains = new DomainTable();
  private final TypeTable types;
  private final PlatformNames names;
  private final ObjectPlans plans;
  private final NativeBlocks blocks = new NativeBlocks();
  private final ResourceCapture resources = new ResourceCapture(blocks);
  private final ObjectWalk walk;
  private final StaticsWalk statics;
  private final SiteTable sites;
  private final PayloadOutput referents = new PayloadOutput();
  private final CapturedBytes classBytes;
  private final PlatformHooks hooks;
  private PlatformMeta platform = new PlatformMeta();
  private String place = "roots";
  private boolean rehearsing;

  public HeapCapture(CaptureContext context) {
    this.context = context;
    this.origins = new ClassOrigins(context.agentLoader());
    this.names = new PlatformNames(origins, PLATFORM_FIELDS);
    this.types =
        new TypeTable(origins, this::generated, this::refuse, loaders, this::domainOfClass);
    this.plans = new ObjectPlans(types, names);
    this.walk =
        new ObjectWalk(ids, plans, names, new Asker(), this::refuse, this::described, resources);
    this.statics = new StaticsWalk(types, this::root);
    this.sites = new SiteTable(types, this::root, blockers);
    this.classBytes = new CapturedBytes(context.instrumentation());
    this.hooks = new PlatformHooks();
  }

  /** Registers a root and returns its id, 0 for null. */
  public int id(@Nullable Object o) {
    return root(o, "a captured thread");
  }

  /** Registers a root, saying where it was found, and returns its id, 0 for null. */
  public int id(@Nullable Object o, String foundIn) {
    return root(o, foundIn);
  }

  private int root(@Nullable Object o, String foundIn) {
    if (o == null || rehearsing) {
      return 0;
    }
    if (roots.isEmpty() || !roots.get(roots.size() - 1).equals(foundIn)) {
      roots.add(foundIn);
    }
    return ids.id(o, -roots.size());
  }

  /** The id of a class, which thereby becomes part of the image. */
  public int typeId(Class<?> type) {
    place = "class " + type.getName();
    return types.id(type);
  }

  /** Carries the bytes of a platform class that has frames on a captured stack. */
  public void carryBytes(Class<?> type, byte[] bytes) {
    classBytes.carry(types.id(type), bytes);
  }

  /**
   * Looks at the static fields of the platform classes there are now, ahead of {@link #walk}:
   * asking for the fields of a class loads the classes of their types.
   */
  public static void prefetch(Instrumentation instrumentation) {
    Class<?>[] loaded = LoadedClasses.all(instrumentation);
    GuestClasses.learn(loaded);
    for (Class<?> type : loaded) {
      PLATFORM_FIELDS.learn(type);
    }
  }

  /**
   * Makes {@link #walk} a rehearsal: it will go its way over a handful of objects made for it, and
   * leave the application's out.
   */
  public void rehearse() {
    root(Example.objects(), "rehearsal");
    names.addLiterals(ConstantPools.literals(Example.class));
    rehearsing = true;
  }

  /**
   * Closes over everything reachable.
   *
   * @throws CheckpointRefused if something can't be captured; the message names every such object
   *     with the path to it
   */
  public void walk() throws CheckpointRefused {
    if (!MarkWord.trusted()) {
      throw new CheckpointRefused(
          "identity hash codes can't be read from object headers",
          "this JVM",
          "run it without -XX:+UseBiasedLocking");
    }
    if (!ClassStates.trusted()) {
      throw new CheckpointRefused(
          "how far classes are initialised can't be read", "this JVM", "use another build of it");
    }
    Class<?>[] loaded = LoadedClasses.all(context.instrumentation());
    GuestClasses.learn(loaded);
    List<Class<?>> application = rehearsing ? List.of() : applicationClasses(loaded);
    names.addStatics(loaded);
    for (Class<?> type : application) {
      names.addLiterals(ConstantPools.literals(type));
    }
    names.addLiterals(Interning.strings());
    platform = hooks.capture(loaded, names, this::root, types::id);
    place = "this JVM";
    refuseIgnoredSignals();
    RegisteredBeans.capture(platform, this::root, this::refuse);
    platform.libraries = BootLibraries.names().toArray(new String[0]);
    OffsetTable.capture(platform, loaded, types::id);
    ForgottenState.refuse(loaded, origins, blockers);
    ClassValueTable classValues = new ClassValueTable(loaded, origins);
    application.forEach(this::addClass);
    if (!rehearsing) {
      addFinalizable();
      resources.takeAllocated(new Asker());
    }
    PendingReferences pending = new PendingReferences();
    synchronized (ReferenceQueues.handling()) {
      ReferenceQueues.awaitHandler();
      walkAll(classValues);
      place = "reference objects";
      pending.take();
      walk.referents.writeTo(referents, ids::get, this::idIfReachable, pending::has);
      walkAll(classValues);
      classValues.writeTo(platform);
      sites.writeTo(platform);
    }
    pending.handOn();
    blockers.throwIfAny();
    collectBytes();
  }

  /** Only the kernel knows of them. */
  private void refuseIgnoredSignals() {
    try {
      for (String signal : SignalHandlers.ignored()) {
        refuse("signal " + signal + " is ignored", "handle it by a handler that does nothing");
      }
    } catch (IOException e) {
      refuse("which signals are ignored can't be known: " + e, "let it read /proc/self/status");
    }
  }

  /** Ids of the objects of some classes; to be asked when the walk is over. */
  public List<Integer> idsOf(Predicate<Class<?>> wanted) {
    Set<Class<?>> classes = new HashSet<>();
    for (ObjectPlan plan : plans.all()) {
      if (wanted.test(plan.type)) {
        classes.add(plan.type);
      }
    }
    List<Integer> found = new ArrayList<>();
    for (int id = 1; id <= ids.last() && !classes.isEmpty(); id++) {
      if (classes.contains(ids.get(id).getClass())) {
        found.add(id);
      }
    }
    return found;
  }

  /** The object of an id. */
  public Object object(int id) {
    return ids.get(id);
  }

  /** How the object of an id is reached, for a person to read. */
  public String path(int id) {
    return path.to(id);
  }

  /**
   * Walks until no more loader turns up, which brings its classes, and they their statics, and no
   * class value of one of the classes met.
   */
  private void walkAll(ClassValueTable classValues) {
    do {
      walkLoaders();
    } while (classValues.reach(ids, origins, types, this::root));
  }

  private void walkLoaders() {
    walkLate();
    for (ClassLoader loader = loaders.next(); loader != null; loader = loaders.next()) {
      place = "class loader of class " + loader.getClass().getName();
      int ignored = root(loader, place);
      loaders.classes(loader).forEach(this::addClass);
      place = "class loader of class " + loader.getClass().getName();
      Class<?>[] initiated = LoadedClasses.initiated(context.instrumentation(), loader);
      loaders.describe(loader, initiated, types::id);
      walkLate();
    }
  }

  /** Walks until no more class turns up that belongs to no loader of the application. */
  private void walkLate() {
    walk.run();
    for (Class<?> type = types.nextLate(); type != null; type = types.nextLate()) {
      addClass(type);
      walk.run();
    }
  }

  /** Classes of the application loader, all of which are captured; the others are noted. */
  private List<Class<?>> applicationClasses(Class<?>[] loaded) {
    List<Class<?>> application = new ArrayList<>();
    List<Class<?>> guests = new ArrayList<>();
    for (Class<?> type : loaded) {
      if (type.isArray() || GeneratedClasses.isGenerated(type)) {
        if (HiddenDefinitions.of(type) != null) {
          names.addLiterals(ConstantPools.literals(type));
        }
        continue;
      }
      ClassOrigin origin = origins.of(type);
      if (origin == ClassOrigin.GUEST) {
        guests.add(type);
      }
      if (origin == ClassOrigin.APPLICATION) {
        application.add(type);
      } else if (origin == ClassOrigin.CUSTOM) {
        loaders.addLoaded(type);
        domains.addLoaded(type);
        names.addLiterals(ConstantPools.literals(type));
      }
    }
    guests.forEach(types::id);
    application.sort(Comparator.comparing(Class::getName));
    return application;
  }

  private void addClass(Class<?> type) {
    place = "class " + type.getName();
    types.id(type);
    sites.add(type);
    if (context.initializing().contains(type)) {
      statics.add(type);
    } else if (ClassStates.isRunning(type) && !awaitsSupertype(type)) {
      refuse(
          "class " + type.getName() + " is being initialised",
          "checkpoint when its static initialiser has ended");
    } else if (Raw.isInitialized(type) || type.isHidden()) {
      statics.add(type);
    }
  }

  /**
   * Whether a supertype's initialiser, which comes first (JVMS 5.5, step 7), is in progress: then
   * nothing of the class itself has run.
   */
  private boolean awaitsSupertype(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    for (Class<?> superinterface : type.getInterfaces()) {
      if (context.initializing().contains(superinterface) || awaitsSupertype(superinterface)) {
        return true;
      }
    }
    Class<?> superclass = type.getSuperclass();
    return superclass != null
        && (context.initializing().contains(superclass) || awaitsSupertype(superclass));
  }

  /** Objects that nothing holds any more but whose finalizer has still to run. */
  private void addFinalizable() {
    for (Object o : Finalizers.registered()) {
      if (origins.of(o.getClass()) == ClassOrigin.APPLICATION || Finalizers.endsThreads(o)) {
        var ignored = root(o, "an object to be finalized");
      }
    }
  }

  private int idIfReachable(Object referent) {
    int id = ids.find(referent);
    if (id != 0) {
      return id;
    }
    return isHeld(referent) ? root(referent, "reference objects") : 0;
  }

  /** Whether something keeps the object alive that isn't in the image, or only by its loader. */
  private boolean isHeld(Object referent) {
    if (referent instanceof Class<?> type) {
      return loaders.has(loader(type));
    }
    if (referent instanceof ClassLoader loader) {
      return loaders.has(loader);
    }
    return names.find(referent) != null;
  }

  private static @Nullable ClassLoader loader(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.getClassLoader();
  }

  private int domainOfClass(ProtectionDomain domain) {
    int ignored = root(domain, place);
    return domains.add(domain);
  }

  private void described(Object o, RecipeMeta recipe) {
    if (o instanceof ProtectionDomain) {
      domains.made(o, recipe);
    }
  }

  private void collectBytes() {
    for (int id = 1; id < types.size(); id++) {
      TypeMeta meta = types.meta(id);
      if (meta.form == TypeMeta.CLASS && meta.loader >= TypeMeta.APPLICATION) {
        classBytes.collect(id, types.type(id));
      } else if (meta.form == TypeMeta.GUEST) {
        classBytes.collect(id, types.type(id));
      } else if (meta.form == TypeMeta.HIDDEN) {
        Definition definition = HiddenDefinitions.of(types.type(id));
        if (definition != null) {
          classBytes.carry(id, definition.bytes());
        }
      }
    }
    classBytes.grabMissing();
  }

  private int generated(Class<?> type) {
    int recipe = GeneratedClasses.describe(type, types::id, loaders::code, walk.recipes);
    if (recipe < 0) {
      refuse(
          "hidden class " + type.getName() + " can't be made again",
          "checkpoint when no object of it is in use");
    }
    return Math.max(0, recipe);
  }

  private void refuse(String cause, String remedy) {
    int current = walk.current();
    blockers.add(cause, () -> current == 0 ? place : path.to(current), remedy);
  }

  /** Writes what was captured, at an image's beginning. */
  public void writeTo(ImageWriter writer) throws IOException {
    int objects = ids.last();
    TypesMeta described = types.toMeta(domains.toMeta());
    writer.bytes(Section.CLASS_HASHES, ClassHashes.encode(described));
    writer.metadata(Section.TYPES, described);
    RecipesMeta recipes = new RecipesMeta();
    recipes.recipes = walk.recipes.toArray(new RecipeMeta[0]);
    recipes.objects = objects;
    writer.metadata(Section.RECIPES, recipes);
    writer.metadata(Section.PLATFORM, platform);
    writer.metadata(Section.CLASS_BYTES, classBytes.toMeta());
    writer.metadata(Section.SUMMARY, summary());
    writer.metadata(Section.RESOURCES, resources.toMeta(blocks.lengths()));
    writer.bytes(Section.NATIVE, blocks.chunks());
    writer.bytes(Section.OBJECT_TABLE, walk.table.chunks());
    writer.bytes(Section.PAYLOAD, walk.payload.chunks());
    writer.bytes(Section.HASHES, ids.hashes.output.chunks());
    writer.bytes(Section.STATICS, statics.output.chunks());
    writer.bytes(Section.REFERENTS, referents.chunks());
    release();
  }

  private HeapSummary summary() {
    List<ObjectPlan> met = new ArrayList<>(plans.all());
    met.sort(Comparator.comparingLong((ObjectPlan plan) -> plan.bytes).reversed());
    HeapSummary summary = new HeapSummary();
    summary.classNames = met.stream().map(plan -> plan.type.getTypeName()).toArray(String[]::new);
    summary.counts = met.stream().mapToLong(plan -> plan.objects).toArray();
    summary.bytes = met.stream().mapToLong(plan -> plan.bytes).toArray();
    return summary;
  }

  /** Frees the memory; to be called if the capture isn't written after all. */
  public void release() {
    walk.table.free();
    walk.payload.free();
    statics.output.free();
    referents.free();
    ids.hashes.output.free();
    blocks.free();
    ids.release();
  }

  /** Answers adapters. */
  private final class Asker implements Description {
    @Override
    public int type(Class<?> type) {
      return types.id(type);
    }

    @Override
    public int loader(@Nullable ClassLoader loader) {
      return loaders.code(loader);
    }

    @Override
    public int domain(ProtectionDomain domain) {
      return domains.index(domain);
    }

    @Override
    public void refuse(String cause, String remedy) {
      HeapCapture.this.refuse(cause, remedy);
    }

    @Override
    public boolean isCaptured(Thread thread) {
      return context.threads().contains(thread);
    }

    @Override
    public boolean isMain(Thread thread) {
      return context.mainThread() == thread;
    }
  }
}

package dev.district.core.heap;

import dev.district.core.types.GeneratedClasses;
import dev.district.core.types.IncompatibleImage;
import dev.district.core.types.TypeResolver;
import dev.district.core.values.Adapters;
import dev.district.core.values.PlatformNames;
import dev.district.core.values.Revival;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.ClassBytesMeta;
import dev.district.image.meta.PlatformMeta;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.RecipesMeta;
import dev.district.image.meta.TypesMeta;
import dev.district.jdk.BootLibraries;
import dev.district.jdk.MarkWord;
import dev.district.jdk.Raw;
import dev.district.jdk.SignalHandlers;
import java.io.IOException;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays the object graph of an image out in this JVM: classes found by name or defined from the
 * image, objects allocated, identity hashes, contents, statics, platform state. Runs no application
 * code, neither constructors nor initialisers nor methods.
 */
public final class HeapRestore {
  /**
   * Names the application's own log manager, which {@code LogManager}'s initialiser would construct
   * here. The captured one takes its place, and the captured properties bring the name back.
   */
  private static final String LOG_MANAGER = "java.util.logging.manager";

  private final ImageReader reader;
  private final RestoreContext context;
  private final RecipeMeta[] recipes;
  private final TypeResolver types;
  private final ObjectBuilder builder;
  private final PlatformHooks hooks = new PlatformHooks();
  private final RecipeMeta[] domainRecipes;
  private final @Nullable ProtectionDomain[] domains;
  private final Answers answers = new Answers();
  private List<Object> toEnqueue = List.of();

  public HeapRestore(ImageReader reader, RestoreContext context) {
    this.reader = reader;
    this.context = context;
    RecipesMeta described = reader.metadata(Section.RECIPES, RecipesMeta.class);
    this.recipes = described.recipes;
    ClassBytesMeta carried = reader.metadata(Section.CLASS_BYTES, ClassBytesMeta.class);
    Map<Integer, byte[]> bytes = new HashMap<>();
    for (int i = 0; i < carried.typeIds.length; i++) {
      bytes.put(carried.typeIds[i], carried.classFiles[i]);
    }
    TypesMeta typesMeta = reader.metadata(Section.TYPES, TypesMeta.class);
    this.domainRecipes = typesMeta.domains;
    this.domains = new ProtectionDomain[domainRecipes.length];
    this.types =
        new TypeResolver(
            typesMeta,
            bytes,
            this::makeClass,
            this::defineHidden,
            answers::domain,
            context.initializing());
    this.builder = new ObjectBuilder(types, described.objects, this::find);
  }

  /**
   * Restores everything.
   *
   * @throws IncompatibleImage if a class or field that the image needs isn't there
   * @throws IOException if something outside the heap can't be had
   */
  public void run() throws IOException {
    if (!MarkWord.trusted()) {
      throw new IncompatibleImage(
          "identity hash codes can't be written to object headers in this JVM; run it without"
              + " -XX:+UseBiasedLocking",
          null);
    }
    PlatformMeta platform = reader.metadata(Section.PLATFORM, PlatformMeta.class);
    hooks.restorePrimitives(platform);
    hooks.forgetCompiledOrder(context.instrumentation());
    types.resolveAll();
    System.clearProperty(LOG_MANAGER);
    BootLibraries.load(platform.libraries);
    OffsetTable.check(platform, types::type);
    types.initializeAll();
    types.makeGenerated();
    MainThread main = MainThread.save(context.mainThread());
    builder.allocate(reader, recipes);
    builder.hashes(reader);
    builder.fill(reader, main);
    builder.statics(reader);
    toEnqueue = builder.referents(reader);
    PayloadInput blocks = new PayloadInput(reader.bytes(Section.NATIVE));
    context
        .resources()
        .apply(builder::object, (address, length) -> blocks.bytes(null, address, length));
    for (int id = 1; id <= builder.count(); id++) {
      Object o = builder.object(id);
      if (o != null) {
        Settling.settle(o, context.mainThread());
      }
    }
    Rehashing.run(builder, builder.conflicting());
    VmProperties properties = VmProperties.read();
    hooks.restoreObjects(platform, builder::object);
    SignalHandlers.arm();
    RegisteredBeans.restore(platform, builder::object);
    ClassValueTable.restore(platform, types::type, builder::object);
    SiteTable.restore(platform, types::type, builder::object);
    properties.write();
    main.settle();
  }

  /** The object of an id, null for 0. */
  public @Nullable Object object(int id) {
    return builder.object(id);
  }

  /** The class of a type id. */
  public Class<?> type(int typeId) {
    return types.type(typeId);
  }

  /** The bytes that the image carries of a class, or null. */
  public byte @Nullable [] classBytes(Class<?> type) {
    return types.bytes(type);
  }

  /**
   * Lets class loaders answer for themselves again; to be called when the threads stand where they
   * stood. Rebuilding their frames may name classes, and must not run the program's loaders.
   */
  public void releaseLoaders() {
    types.releaseLoaders();
  }

  /**
   * Enqueues the references whose referents were no longer reachable; to be called when the
   * restored threads run, because it wakes those that wait for the queues.
   */
  public void enqueueCleared() {
    for (Object reference : toEnqueue) {
      Settling.enqueue(reference);
    }
    toEnqueue = List.of();
  }

  /**
   * Forgets the objects; {@link #object} answers no more, and the collector may have what the
   * program lets go.
   */
  public void release() {
    builder.release();
    toEnqueue = List.of();
  }

  private Class<?> makeClass(int recipe, int typeId) {
    return GeneratedClasses.make(recipes[recipe], typeId, types::type, types::loader);
  }

  private Class<?> defineHidden(int recipe, byte[] toDefine, byte[] original) {
    return GeneratedClasses.define(recipes[recipe], toDefine, original, types::type);
  }

  private Object find(RecipeMeta recipe) {
    Object named = PlatformNames.resolve(recipe);
    return named != null ? named : Adapters.revive(recipe, answers);
  }

  private final class Answers implements Revival {
    @Override
    public Class<?> type(int id) {
      return types.type(id);
    }

    @Override
    public @Nullable ClassLoader loader(int code) {
      return types.loader(code);
    }

    /** Made without fields when a class wants it, or found; its fields come with the others. */
    @Override
    public ProtectionDomain domain(int index) {
      ProtectionDomain known = domains[index];
      if (known == null) {
        RecipeMeta recipe = domainRecipes[index];
        known =
            (ProtectionDomain)
                (recipe.payloadType == 0
                    ? Adapters.revive(recipe, this)
                    : Raw.allocateInstance(types.type(recipe.payloadType)));
        domains[index] = known;
      }
      return known;
    }

    @Override
    public Thread mainThread() {
      return context.mainThread();
    }
  }
}

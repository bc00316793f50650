package dev.district.core.weave;

import dev.district.core.diag.Diagnostics;
import dev.district.core.types.ClassRecorder;
import dev.district.core.types.LoaderMap;
import dev.district.jdk.LoadedClasses;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent's class file transformer: application classes (whatever neither the boot nor the
 * platform loader defines) are woven as they are loaded, classes of the JDK where they block. A
 * class that can't be woven runs as it is.
 */
public final class Transformer implements ClassFileTransformer {
  /**
   * Superclass of {@code ThreadLocalRandom}, which concurrent maps load when threads meet in them,
   * be it in the midst of a transformation; generators made before it is woven would have no mark.
   */
  /**
   * What core reflection of 17 generates, in loaders of its own, to call a method or a constructor.
   * A thread must not be stopped between its beginning and the call: nothing could be resumed
   * there.
   */
  private static final String ACCESSORS = "jdk/internal/reflect/Generated";

  private static final String FIRST_IN_CONTENTION = "java.util.Random";

  private final ClassLoader agentLoader;
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();
  private final PlatformWeaver platform;
  private final LoaderMap<ClassWeaver> weavers = new LoaderMap<>();
  private final VirtualThreadListener virtualThreads;

  /** Names of the JDK's classes that have come by. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private static volatile @Nullable Transformer installed;

  /** Told of classes that may start virtual threads, before they run. */
  public interface VirtualThreadListener {
    void mentioned();
  }

  public Transformer(
      ClassLoader agentLoader, boolean restored, VirtualThreadListener virtualThreads)
      throws IOException {
    this.agentLoader = agentLoader;
    this.virtualThreads = virtualThreads;
    this.platform =
        new PlatformWeaver(PlatformCalls.forRelease(Runtime.version().feature()), restored);
  }

  /**
   * Registers itself and weaves the classes of the JDK that are loaded already.
   *
   * @param other a platform class that another transformer waits for, loaded if need be: one
   *     operation of the VM for all is cheaper
   */
  public void install(Instrumentation instrumentation, String other)
      throws UnmodifiableClassException, ClassNotFoundException {
    instrumentation.addTransformer(this, true);
    Class.forName(FIRST_IN_CONTENTION, false, null);
    List<Class<?>> missed = missed(instrumentation);
    missed.add(Class.forName(other, false, null));
    instrumentation.retransformClasses(missed.toArray(new Class<?>[0]));
    installed = this;
  }

  /**
   * Weaves classes of the JDK that were loaded unseen: no transformer is asked about what is loaded
   * while one is at work on the same thread ({@code java.lang.instrument} implementation, {@code
   * Reentrancy.c}).
   */
  public static void weaveMissed(Instrumentation instrumentation) {
    Transformer transformer = installed;
    List<Class<?>> missed = transformer == null ? List.of() : transformer.missed(instrumentation);
    if (missed.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(missed.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException("a class of the JDK can't be woven", e);
    }
  }

  private List<Class<?>> missed(Instrumentation instrumentation) {
    List<Class<?>> missed = new ArrayList<>();
    for (Class<?> type : LoadedClasses.all(instrumentation)) {
      if (isPlatform(type.getClassLoader())
          && !type.isArray()
          && platform.concerns(type.getName().replace('.', '/'))
          && !seen.contains(type.getName().replace('.', '/'))) {
        missed.add(type);
      }
    }
    return missed;
  }

  private boolean isPlatform(@Nullable ClassLoader loader) {
    return loader == null || loader == platformLoader;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (name == null || loader == agentLoader || name.startsWith("dev/district/boot/")) {
      return null;
    }
    try {
      if (loader == null || isPlatform(loader)) {
        if (!platform.concerns(name)) {
          return null;
        }
        seen.add(name);
        return platform.weave(bytes);
      }
      if (name.startsWith("dev/district/premain/") || name.startsWith(ACCESSORS)) {
        return null;
      }
      return weaveApplication(loader, name, bytes, redefined != null);
    } catch (Throwable t) {
      Diagnostics.note("left unwoven: " + name.replace('/', '.'), t);
      return null;
    }
  }

  private byte @Nullable [] weaveApplication(
      ClassLoader loader, String name, byte[] bytes, boolean redefined) {
    if (ClassRecorder.definingFromImage()) {
      return null;
    }
    if (Mentions.virtualThreads(bytes)) {
      virtualThreads.mentioned();
    }
    byte[] woven = weavers.computeIfAbsent(loader, ClassWeaver::new).weave(bytes);
    byte[] defined = woven == null ? bytes : woven;
    if (redefined) {
      ClassRecorder.recordAnew(loader, name, defined);
    } else {
      ClassRecorder.record(loader, name, defined);
    }
    return woven;
  }
}

package dev.district.core.weave;

import dev.district.core.diag.Diagnostics;
import dev.district.core.types.ClassRecorder;
import dev.district.core.types.LoaderMap;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's class file transformer: application classes (whatever neither the boot nor the
 * platform loader defines) are woven as they are loaded, classes of the JDK where they block. A
 * class that can't be woven runs as it is.
 */
public final class Transformer implements ClassFileTransformer {
  private final ClassLoader agentLoader;
  private final ClassLoader platformLoader = ClassLoader.getPlatformClassLoader();
  private final PlatformWeaver platform;
  private final LoaderMap<ClassWeaver> weavers = new LoaderMap<>();
  private final VirtualThreadListener virtualThreads;

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
    List<Class<?>> loaded = new ArrayList<>();
    loaded.add(Class.forName(other, false, null));
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isPlatform(type.getClassLoader())
          && !type.isArray()
          && platform.concerns(type.getName().replace('.', '/'))) {
        loaded.add(type);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
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
        return platform.concerns(name) ? platform.weave(bytes) : null;
      }
      if (name.startsWith("dev/district/premain/")) {
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

package dev.district.core.capture;

import dev.district.core.frames.ClassBytes;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.types.ClassRecorder;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Class files as the running VM has them: recorded when the agent saw the class being defined, else
 * obtained by retransforming the class with a transformer that only looks (JVMTI {@code
 * RetransformClasses}).
 */
public final class VmClassBytes implements ClassBytes {
  private final Instrumentation instrumentation;
  private final Map<Class<?>, byte[]> grabbed = new WeakHashMap<>();

  public VmClassBytes(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  @Override
  public synchronized byte @Nullable [] of(Class<?> type) {
    byte[] recorded = ClassRecorder.bytes(type);
    if (recorded != null) {
      return recorded;
    }
    byte[] known = grabbed.get(type);
    if (known == null && instrumentation.isModifiableClass(type)) {
      known = grab(type);
      if (known != null) {
        grabbed.put(type, known);
      }
    }
    return known;
  }

  /**
   * Obtains the class files of JDK classes that have frames on some stack now, so that it need not
   * be done while the world stands still.
   */
  public void prefetch() {
    for (Thread thread : ApplicationThreads.list()) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getClassLoaderName() == null && frame.getClassName().indexOf('/') < 0) {
          try {
            of(Class.forName(frame.getClassName(), false, null));
          } catch (ClassNotFoundException e) {
            continue;
          }
        }
      }
    }
  }

  private byte @Nullable [] grab(Class<?> type) {
    Look look = new Look(type);
    instrumentation.addTransformer(look, true);
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException e) {
      return null;
    } finally {
      instrumentation.removeTransformer(look);
    }
    return look.seen;
  }

  private static final class Look implements ClassFileTransformer {
    private final Class<?> wanted;
    private byte @Nullable [] seen;

    Look(Class<?> wanted) {
      this.wanted = wanted;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      if (type == wanted) {
        seen = bytes;
      }
      return null;
    }
  }
}

package dev.district.core.types;

import dev.district.image.meta.ClassBytesMeta;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The class files that go into an image: recorded when the class was defined, or else asked of the
 * VM.
 */
public final class CapturedBytes {
  private final Instrumentation instrumentation;
  private final Map<Integer, byte[]> bytes = new TreeMap<>();
  private final Map<Class<?>, Integer> missing = new LinkedHashMap<>();

  public CapturedBytes(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Carries these bytes. */
  public void carry(int typeId, byte[] image) {
    bytes.put(typeId, image);
  }

  /** Carries the bytes that were recorded for an application class. */
  public void collect(int typeId, Class<?> type) {
    byte[] recorded = ClassRecorder.bytes(type);
    if (recorded != null) {
      bytes.put(typeId, recorded);
    } else {
      missing.put(type, typeId);
    }
  }

  /** Asks the VM for the classes that were loaded before the recorder was there. */
  public void grabMissing() {
    if (missing.isEmpty()) {
      return;
    }
    Grabber grabber = new Grabber();
    instrumentation.addTransformer(grabber, true);
    try {
      for (Class<?> type : missing.keySet()) {
        instrumentation.retransformClasses(type);
      }
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    } finally {
      instrumentation.removeTransformer(grabber);
    }
  }

  public ClassBytesMeta toMeta() {
    ClassBytesMeta meta = new ClassBytesMeta();
    meta.typeIds = bytes.keySet().stream().mapToInt(Integer::intValue).toArray();
    meta.classFiles = bytes.values().toArray(byte[][]::new);
    return meta;
  }

  /** Sees the bytes of a class that is being retransformed, and leaves them alone. */
  private final class Grabber implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> type,
        @Nullable ProtectionDomain domain,
        byte[] image) {
      Integer id = type == null ? null : missing.get(type);
      if (id != null && type != null) {
        bytes.put(id, image.clone());
        if (loader != null) {
          ClassRecorder.recordAnew(loader, type.getName().replace('.', '/'), image.clone());
        }
      }
      return null;
    }
  }
}

package dev.district.image.fst;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTClazzInfo;
import org.nustaq.serialization.FSTClazzInfoRegistry;
import org.nustaq.serialization.FSTConfiguration;

/** Knows the carriers and refuses to learn about any other class, for writing as for reading. */
final class CarrierRegistry extends FSTClazzInfoRegistry {
  private final Set<Class<?>> allowed = new HashSet<>();

  void allow(Class<?>[] types) {
    for (Class<?> type : types) {
      allowed.add(type);
    }
  }

  /**
   * Null for String: every stream asks for it but only reference sharing would use it, and looking
   * into String needs an open java.lang.
   */
  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable FSTClazzInfo getCLInfo(Class type, FSTConfiguration configuration) {
    if (type == String.class) {
      return null;
    }
    if (!allowed.contains(type)) {
      throw new IllegalArgumentException(
          type.getName() + " is not a metadata carrier; add it to the list in Carriers");
    }
    return super.getCLInfo(type, configuration);
  }
}

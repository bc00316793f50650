package dev.district.jdk;

import java.util.function.Supplier;
import jdk.internal.loader.ClassLoaderValue;
import org.jspecify.annotations.Nullable;

/**
 * A value for each class loader that lives exactly as long as the loader, even if it refers to the
 * loader or to its classes: the JDK keeps it in the loader itself. Images leave it out.
 */
public final class LoaderLocal<V> {
  private final ClassLoaderValue<V> values = new ClassLoaderValue<>();

  /** The value of the loader, made at first use; null is the boot loader. */
  public V get(@Nullable ClassLoader loader, Supplier<V> make) {
    return values.computeIfAbsent(loader, (key, value) -> make.get());
  }
}

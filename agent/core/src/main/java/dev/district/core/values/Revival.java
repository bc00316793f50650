package dev.district.core.values;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** What an adapter may ask while it finds or makes an object. */
public interface Revival {
  /** The class of a type id. */
  Class<?> type(int id);

  /** The class loader of a number; null is the boot loader. */
  @Nullable ClassLoader loader(int code);

  /** The protection domain of an index, not filled yet. */
  ProtectionDomain domain(int index);

  /** The thread that becomes the captured main thread. */
  Thread mainThread();
}

package dev.district.core.values;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** What an adapter may ask while it describes an object. */
public interface Description {
  /** Type id of a class, which thereby becomes part of the image. */
  int type(Class<?> type);

  /**
   * Number of a class loader ({@code TypeMeta.loader}), which thereby becomes part of the image.
   */
  int loader(@Nullable ClassLoader loader);

  /** Index of a protection domain that classes of the application's loaders have, else -1. */
  int domain(ProtectionDomain domain);

  /** Refuses the checkpoint because of the object being described. */
  void refuse(String cause, String remedy);

  /** True for threads whose frames are captured. */
  boolean isCaptured(Thread thread);

  /** True for the application's main thread. */
  boolean isMain(Thread thread);
}

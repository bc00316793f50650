package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;
import org.jspecify.annotations.Nullable;

/**
 * Defines classes in a loader from bytes, past {@code ClassLoader.defineClass}: the class joins the
 * module that owns its package in that loader, as if the loader had found it itself (JVMS 5.3.6).
 */
public final class ClassDefiner {
  private static final JavaLangAccess ACCESS = SharedSecrets.getJavaLangAccess();
  private static final MethodHandle DOMAIN =
      Lookups.findVirtual(
          SecureClassLoader.class,
          "getProtectionDomain",
          MethodType.methodType(ProtectionDomain.class, CodeSource.class));

  private ClassDefiner() {}

  /**
   * @param name the binary name
   * @param location of the code source, null for none
   */
  public static Class<?> define(
      ClassLoader loader, String name, byte[] bytes, @Nullable String location) {
    return ACCESS.defineClass(loader, name, bytes, domain(loader, location), location);
  }

  /** Defines a class in any loader, the boot loader included, in the protection domain given. */
  public static Class<?> define(
      @Nullable ClassLoader loader, String name, byte[] bytes, @Nullable ProtectionDomain domain) {
    return ACCESS.defineClass(loader, name, bytes, domain, null);
  }

  /** The domain that the class was defined with, null for none. */
  public static @Nullable ProtectionDomain domainOf(Class<?> type) {
    try {
      return (ProtectionDomain) DOMAIN_OF.invokeExact((Class) type);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** A native method on 17, a field of {@code Class} on 25. */
  private static final MethodHandle DOMAIN_OF = domainOf();

  private static MethodHandle domainOf() {
    try {
      return Raw.fieldOrNull(Class.class, "protectionDomain") != null
          ? Lookups.TRUSTED.findGetter(Class.class, "protectionDomain", ProtectionDomain.class)
          : Lookups.TRUSTED.findVirtual(
              Class.class, "getProtectionDomain0", MethodType.methodType(ProtectionDomain.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Where the class says that it comes from, null if it doesn't. */
  public static @Nullable String location(Class<?> type) {
    ProtectionDomain domain = ACCESS.protectionDomain(type);
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? null : location.toExternalForm();
  }

  /** The class of that name which the loader has defined already, or null. */
  public static @Nullable Class<?> loaded(@Nullable ClassLoader loader, String name) {
    try {
      if (loader == null) {
        return (Class<?>) FIND_BOOT_CLASS.invokeExact(name);
      }
      return (Class<?>) FIND_LOADED.invokeExact(loader, name);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Looks for the class where the boot loader does, too. */
  private static final MethodHandle FIND_BOOT_CLASS =
      Lookups.findByName(ClassLoader.class, "findBootstrapClassOrNull", String.class)
          .asType(MethodType.methodType(Class.class, String.class));

  private static final MethodHandle FIND_LOADED =
      Lookups.findVirtual(
          ClassLoader.class, "findLoadedClass0", MethodType.methodType(Class.class, String.class));

  /** The loader's own domain for that code source, so that equal sources share one domain. */
  public static @Nullable ProtectionDomain domain(ClassLoader loader, @Nullable String location) {
    if (!(loader instanceof SecureClassLoader) || location == null) {
      return null;
    }
    try {
      CodeSource source = new CodeSource(Urls.of(location), (Certificate[]) null);
      return (ProtectionDomain) DOMAIN.invokeExact((SecureClassLoader) loader, source);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}

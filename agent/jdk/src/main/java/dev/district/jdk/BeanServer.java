package dev.district.jdk;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The platform's MBean server ({@code ManagementFactory.getPlatformMBeanServer}) from inside: its
 * repository is a map from domain to key properties to {@code NamedObject}. Read and filled raw,
 * because registering would call the beans.
 */
public final class BeanServer {
  private static final String SERVER = "com.sun.jmx.mbeanserver.JmxMBeanServer";

  /** Domains that a new JVM fills by itself. */
  private static final Set<String> PLATFORM_DOMAINS =
      Set.of(
          "JMImplementation",
          "java.lang",
          "java.nio",
          "java.util.logging",
          "com.sun.management",
          "jdk.management.jfr");

  private BeanServer() {}

  /** The platform's server; null as long as nobody has asked for it. */
  public static @Nullable Object present() {
    return Raw.isInitialized(ManagementFactory.class)
        ? Raw.getStatic(ManagementFactory.class, "platformMBeanServer")
        : null;
  }

  /** The platform's server, made if need be. */
  public static Object require() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  /** Whether servers of this class can be read and filled. */
  public static boolean isKnown(Class<?> type) {
    return type.getName().equals(SERVER) && type.getClassLoader() == null;
  }

  /** All named objects of a server, the application's or the platform's. */
  public static List<Object> beans(Object server, boolean applications) {
    List<Object> found = new ArrayList<>();
    for (Object domain : domains(server).values()) {
      for (Object named : ((Map<?, ?>) domain).values()) {
        if (isApplications(named) == applications) {
          found.add(named);
        }
      }
    }
    return found;
  }

  private static boolean isApplications(Object named) {
    if (!PLATFORM_DOMAINS.contains(name(named).getDomain())) {
      return true;
    }
    Object bean = field(named, "object");
    Object resource = bean == null ? null : fieldOrNull(bean, "resource");
    return isForeign(bean) || isForeign(resource);
  }

  private static boolean isForeign(@Nullable Object o) {
    ClassLoader loader = o == null ? null : o.getClass().getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }

  /** The name under which an object is registered. */
  public static ObjectName name(Object named) {
    ObjectName name = (ObjectName) field(named, "name");
    if (name == null) {
      throw new IllegalStateException("MBean without a name");
    }
    return name;
  }

  /** Whether somebody listens to a bean through this server. */
  public static boolean hasListeners(Object server) {
    Object interceptor = field(server, "mbsInterceptor");
    return interceptor != null
        && field(interceptor, "listenerWrappers") instanceof Map<?, ?> wrappers
        && !wrappers.isEmpty();
  }

  /** Puts a named object into the server as if it had been registered. */
  public static void add(Object server, Object named) {
    ObjectName name = name(named);
    Object repository = repository(server);
    @SuppressWarnings("unchecked")
    Map<String, Map<String, Object>> domains =
        (Map<String, Map<String, Object>>) (Map<?, ?>) domains(server);
    Object before =
        domains
            .computeIfAbsent(name.getDomain(), domain -> new HashMap<>())
            .put(name.getCanonicalKeyPropertyListString(), named);
    if (before == null) {
      long count = Raw.offset(Raw.field(repository.getClass(), "nbElements"));
      Raw.putInt(repository, count, Raw.getInt(repository, count) + 1);
    }
  }

  private static Map<?, ?> domains(Object server) {
    if (field(repository(server), "domainTb") instanceof Map<?, ?> domains) {
      return domains;
    }
    throw new IllegalStateException("MBean server without domains");
  }

  private static Object repository(Object server) {
    Object interceptor = field(server, "mbsInterceptor");
    Object repository = interceptor == null ? null : field(interceptor, "repository");
    if (repository == null) {
      throw new IllegalStateException("MBean server without a repository");
    }
    return repository;
  }

  private static @Nullable Object field(Object o, String name) {
    return Raw.get(o, o.getClass(), name);
  }

  private static @Nullable Object fieldOrNull(Object o, String name) {
    for (Class<?> c = o.getClass(); c != null; c = c.getSuperclass()) {
      Field field = Raw.fieldOrNull(c, name);
      if (field != null && !field.getType().isPrimitive()) {
        return Raw.getReference(o, Raw.offset(field));
      }
    }
    return null;
  }
}

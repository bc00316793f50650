package dev.district.core.types;

import org.jspecify.annotations.Nullable;

/** Tells the origin of classes. Stateless but for the agent's loader. */
public final class ClassOrigins {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
  private static final ClassLoader APPLICATION = ClassLoader.getSystemClassLoader();

  private final @Nullable ClassLoader agentLoader;

  public ClassOrigins(@Nullable ClassLoader agentLoader) {
    this.agentLoader = agentLoader;
  }

  /** The origin of a class, of an array's element class for arrays. */
  public ClassOrigin of(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    ClassLoader loader = element.getClassLoader();
    if (loader == null) {
      return element.getName().startsWith("dev.district.boot.")
          ? ClassOrigin.AGENT
          : GuestClasses.contains(element) ? ClassOrigin.GUEST : ClassOrigin.BOOT;
    }
    if (loader == agentLoader || element.getName().startsWith("dev.district.premain.")) {
      return ClassOrigin.AGENT;
    }
    if (loader == PLATFORM) {
      return GuestClasses.contains(element) ? ClassOrigin.GUEST : ClassOrigin.PLATFORM;
    }
    return loader == APPLICATION ? ClassOrigin.APPLICATION : ClassOrigin.CUSTOM;
  }
}

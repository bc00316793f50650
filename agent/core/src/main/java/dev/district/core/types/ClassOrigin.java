package dev.district.core.types;

/** Who defined a class, which decides how it is carried. */
public enum ClassOrigin {
  /** The boot loader: found by name at restart. */
  BOOT,
  /** The platform loader: found by name at restart. */
  PLATFORM,
  /**
   * The program, in one of these two loaders: carried with its bytes and statics, found there
   * again.
   */
  GUEST,
  /** The application (system) loader: carried with its bytes and statics. */
  APPLICATION,
  /** This agent: never carried. */
  AGENT,
  /** A loader that the application has made: carried like those of the application loader. */
  CUSTOM
}

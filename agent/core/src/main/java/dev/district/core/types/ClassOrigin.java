package dev.district.core.types;

/** Who defined a class, which decides how it is carried. */
public enum ClassOrigin {
  /** The boot loader: found by name at restart. */
  BOOT,
  /** The platform loader: found by name at restart. */
  PLATFORM,
  /** The application (system) loader: carried with its bytes and statics. */
  APPLICATION,
  /** This agent: never carried. */
  AGENT,
  /** Any other loader: not carried yet. */
  CUSTOM
}

package dev.district.core.heap;

/**
 * A static field of a platform class that carries state of the application.
 *
 * @param type binary name of the class
 * @param field name of the field
 */
record Hook(String type, String field, Mode mode) {
  /** What happens to the field at restart. */
  enum Mode {
    /** The captured value takes the place of the new JVM's. */
    REPLACE,
    /**
     * As {@link #REPLACE}, for an object that has its name from this final field and would be found
     * by it otherwise; only where no code can have been compiled that knows it.
     */
    REPLACE_NAMED,
    /** The captured value takes the place of the new JVM's, if there was one. */
    REPLACE_IF_SET,
    /**
     * The new JVM's object stays and gets the captured contents, because compiled code and other
     * objects know it; where the field isn't final, the captured object takes its place.
     */
    IN_PLACE,
    /** The captured primitive is set. */
    SET,
    /** The captured number is set if it is higher, so that numbers stay unique. */
    RAISE
  }

  /** As it stands in the image. */
  String name() {
    return type + '#' + field;
  }

  /** For a person. */
  String place() {
    return "static " + type + '.' + field;
  }
}

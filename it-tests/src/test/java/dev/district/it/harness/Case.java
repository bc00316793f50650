package dev.district.it.harness;

/**
 * A case of the matrix.
 *
 * @param name its whole name, on which its seed depends
 * @param program name of the program
 * @param feature name of what is done to it
 * @param jdk where
 */
record Case(String name, String program, String feature, Jdk jdk) {
  static Case of(Program program, String feature, Jdk jdk) {
    return new Case(program + " " + feature + " " + jdk, program.name(), feature, jdk);
  }

  /** The same case at one of several instants. */
  Case at(int instant) {
    return new Case(name + " #" + instant, program, feature, jdk);
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.district.jdk;

/** The VM's table of the fields that a class declares. */
abstract sealed class FieldTable permits FieldArray, FieldStream {
  /** Takes the fields one by one, in the order of the class file. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param name index of the field's name in the constant pool
     * @param descriptor index of its descriptor
     * @param access its flags (JVMS 4.5)
     * @param offset in the object, or in the class for a static field
     */
    void field(int name, int descriptor, int access, long offset);
  }

  /**
   * @param klass address of the VM's description of the class, an {@code InstanceKlass}
   */
  abstract void read(long klass, Visitor visitor);

  /** The kind of table that this VM has, or an {@link IllegalStateException}. */
  static FieldTable find() {
    return Runtime.version().feature() < 21 ? new FieldArray() : new FieldStream();
  }
}

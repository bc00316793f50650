package dev.district.image.meta;

import java.io.Serializable;

/**
 * A class that the image refers to. Its index in {@link TypesMeta#types} is its type id; type 0
 * stands for none.
 */
public final class TypeMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** {@link #loader}: defined by the boot loader. */
  public static final int BOOT = 0;

  /** {@link #loader}: defined by the platform loader. */
  public static final int PLATFORM = 1;

  /** {@link #loader}: defined by the application (system) loader. */
  public static final int APPLICATION = 2;

  /** {@link #loader}: this number plus n stands for entry n of {@link TypesMeta#loaders}. */
  public static final int CUSTOM = 3;

  /** {@link #form}: an ordinary class or interface. */
  public static final int CLASS = 0;

  /** {@link #form}: an array of primitives, or of references. */
  public static final int ARRAY = 1;

  /** {@link #form}: a primitive type or void. */
  public static final int PRIMITIVE = 2;

  /** {@link #form}: made anew at restart by {@link #recipe} (lambda classes, proxy classes). */
  public static final int GENERATED = 3;

  /** {@link #form}: an ordinary class that the program defined in the boot or platform loader. */
  public static final int GUEST = 4;

  /** {@link #form}: a hidden class that is defined from its bytes, as {@link #recipe} says. */
  public static final int HIDDEN = 5;

  /** Binary name, as {@code Class.getName} gives it. */
  public String name = "";

  public int loader;
  public int form;

  /** Type id of the superclass, or of an array's component type; 0 for none. */
  public int parent;

  /** Type ids of the direct superinterfaces, of classes that are defined from the image only. */
  public int[] interfaces = {};

  /** Identity hash of the class mirror, 0 if it had none. */
  public int hash;

  /** True if the class was initialised when it was captured. */
  public boolean initialized;

  /**
   * True if objects of this class or of a subclass are in the image: {@link #fields} holds then.
   */
  public boolean laidOut;

  /**
   * Instance fields the class declares itself, in payload order, each as {@code name descriptor}.
   */
  public String[] fields = {};

  /** Static fields, in payload order, of initialised classes that are defined from the image. */
  public String[] statics = {};

  /** Location of the code source, empty for none. */
  public String location = "";

  /**
   * For classes of other than the built-in loaders: 1 + the index in {@link TypesMeta#domains} of
   * the protection domain, 0 for none.
   */
  public int domain;

  /** True for a class loader class that has registered as parallel capable. */
  public boolean parallelCapable;

  /** Why the initialiser of the class has failed, as the VM tells; empty if it hasn't. */
  public String[] failure = {};

  /** Index of the recipe that makes a generated or hidden class. */
  public int recipe;
}

package dev.district.image.meta;

import java.io.Serializable;

/**
 * A class loader that the application has made: what has to be known before classes can be defined
 * in it. The rest of it is an object among others.
 */
public final class LoaderMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Type id of the loader's class. */
  public int type;

  /** Identity hash of the loader. */
  public int hash;

  /** True if the loader has a name. */
  public boolean named;

  public String name = "";

  /** The loader's name for messages, with its identity hash. */
  public String nameAndId = "";

  public boolean parallelCapable;

  /**
   * Type ids of the classes for which the VM has recorded it as an initiating loader (JVMS 5.3):
   * those it has defined and those it has found elsewhere.
   */
  public int[] initiated = {};
}

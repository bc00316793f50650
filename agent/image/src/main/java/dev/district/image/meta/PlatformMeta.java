package dev.district.image.meta;

import java.io.Serializable;

/** Application state that hangs on static fields of platform classes. */
public final class PlatformMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Static fields whose value is carried, each as {@code class#field}. */
  public String[] objectFields = {};

  /** Object id of each value; 0 for null. */
  public int[] objects = {};

  public String[] primitiveFields = {};
  public long[] primitives = {};

  /** Native libraries of the JDK that its own classes have loaded, by name. */
  public String[] libraries = {};

  /** Object ids of what is registered with the platform's MBean server, name and bean in one. */
  public int[] beans = {};

  /**
   * What a {@code ClassValue} holds for a class: the class's type id, and in the next two arrays
   * the object ids of the class value and of its value.
   */
  public int[] valueTypes = {};

  public int[] valueKeys = {};
  public int[] values = {};

  /**
   * What the program has asked {@code sun.misc.Unsafe}: the type id of a class, a field of it by
   * name and type, and its offset. The base offset and the index scale of an array type stand under
   * names of their own.
   */
  public int[] offsetTypes = {};

  public String[] offsetFields = {};
  public long[] offsets = {};

  /**
   * What an {@code invokedynamic} with a bootstrap method of the program is linked to: the type id
   * of its class, which one of that class it is, its name, and the object id of the call site.
   */
  public int[] siteHosts = {};

  public int[] siteIndexes = {};
  public String[] siteNames = {};
  public int[] sites = {};
}

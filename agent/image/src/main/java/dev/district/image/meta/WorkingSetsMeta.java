package dev.district.image.meta;

import java.io.Serializable;

/** The directories of a member that roll back with the district. */
public final class WorkingSetsMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  public WorkingSetMeta[] sets = {};

  /** Patterns of files in there that don't. */
  public String[] journals = {};

  /** How names became bytes ({@code sun.jnu.encoding}); empty if all are ASCII. */
  public String encoding = "";

  /** {@code /proc/sys/kernel/random/boot_id} of the capture. */
  public String boot = "";
}

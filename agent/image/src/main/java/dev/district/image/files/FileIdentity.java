package dev.district.image.files;

import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * By what a file is known to be the same and unchanged: as long as nothing writes to it, none of
 * these changes. A program can set the time of the last modification, but not that of the last
 * change ({@code inode(7)}).
 */
record FileIdentity(long device, long inode, long size, long modified, long changed) {
  static final String ATTRIBUTES = "dev,ino,size,lastModifiedTime,ctime";

  static FileIdentity of(Map<String, Object> attributes) {
    return new FileIdentity(
        number(attributes, "dev"),
        number(attributes, "ino"),
        number(attributes, "size"),
        nanos(attributes, "lastModifiedTime"),
        nanos(attributes, "ctime"));
  }

  static long number(Map<String, Object> attributes, String name) {
    if (attributes.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalStateException("the file system has no attribute unix:" + name);
  }

  private static long nanos(Map<String, Object> attributes, String name) {
    if (attributes.get(name) instanceof FileTime time) {
      return time.to(TimeUnit.NANOSECONDS);
    }
    throw new IllegalStateException("the file system has no attribute unix:" + name);
  }
}

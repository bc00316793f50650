package dev.district.jdk;

import java.io.File;
import java.io.RandomAccessFile;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of an open {@link java.util.zip.ZipFile} that all openings of one file share ({@code
 * ZipFile$Source}): the file, its central directory in memory, and a count of its users.
 */
public final class ZipSources {
  private static final Class<?> SOURCE = Lookups.bootClass("java.util.zip.ZipFile$Source");
  private static final Class<?> KEY = Lookups.bootClass("java.util.zip.ZipFile$Source$Key");
  private static final Class<?> USER = Lookups.bootClass("java.util.zip.ZipFile$CleanableResource");
  private static final long REFS = Raw.offset(Raw.field(SOURCE, "refs"));
  private static final long SOURCE_OF = Raw.offset(Raw.field(USER, "zsrc"));

  private ZipSources() {}

  public static boolean isSource(Class<?> type) {
    return type == SOURCE;
  }

  /** Whether objects of the class are users of sources. */
  public static boolean isUser(Class<?> type) {
    return type == USER;
  }

  /** The open file of a source, or null if it is closed. */
  public static @Nullable RandomAccessFile file(Object source) {
    return (RandomAccessFile) Raw.get(source, SOURCE, "zfile");
  }

  /** The path by which the source was opened. */
  public static String path(Object source) {
    Object key = Objects.requireNonNull(Raw.get(source, SOURCE, "key"));
    return ((File) Objects.requireNonNull(Raw.get(key, KEY, "file"))).getAbsolutePath();
  }

  /** Length of the central directory in memory. */
  public static int directoryLength(Object source) {
    byte[] directory = (byte[]) Raw.get(source, SOURCE, "cen");
    return directory == null ? 0 : directory.length;
  }

  /** The source of a user, or null. */
  public static @Nullable Object source(Object user) {
    return Raw.getReference(user, SOURCE_OF);
  }

  /**
   * Makes a restored source known to this JVM, with so many users.
   *
   * <p>Under the lock of the table, as {@code Source.get} does it. A source of the base over the
   * same file stays where it is.
   */
  @SuppressWarnings("unchecked")
  public static void adopt(Object source, int users) {
    Raw.putInt(source, REFS, users);
    Map<Object, Object> files =
        (Map<Object, Object>) Objects.requireNonNull(Raw.getStatic(SOURCE, "files"));
    Object key = Objects.requireNonNull(Raw.get(source, SOURCE, "key"));
    synchronized (files) {
      files.putIfAbsent(key, source);
    }
  }
}

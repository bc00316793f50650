package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The run-time image's file system and the nodes it hands out (JEP 220). */
public final class RuntimeImage {
  private static final URI JRT = URI.create("jrt:/");
  private static final Class<?> FILE_SYSTEM = Lookups.bootClass("jdk.internal.jrtfs.JrtFileSystem");
  private static final Class<?> IMAGE = Lookups.bootClass("jdk.internal.jrtfs.SystemImage");
  private static final Class<?> NODE = Lookups.bootClass("jdk.internal.jimage.ImageReader$Node");
  private static final MethodHandle FIND =
      Lookups.findVirtual(IMAGE, "findNode", MethodType.methodType(NODE, String.class))
          .asType(MethodType.methodType(Object.class, Object.class, String.class));

  private static final Class<?> READER = Lookups.bootClass("jdk.internal.jimage.ImageReader");

  private RuntimeImage() {}

  /** Readers of the image, one for each file system that a program has opened of it. */
  public static boolean isReader(Class<?> type) {
    return type == READER;
  }

  /** Whether a reader reads the image of this JVM, and hasn't been closed. */
  public static boolean isOpenReader(Object reader) {
    Object shared = Raw.get(reader, READER, "reader");
    boolean closed = Raw.getByte(reader, Raw.offset(Raw.field(READER, "closed"))) != 0;
    return !closed && shared != null && shared == shared();
  }

  /** One more reader of the image. */
  public static Object openReader() {
    try {
      Object path = Raw.getStatic(IMAGE, "moduleImageFile");
      return Lookups.findByName(READER, "open", Path.class).invoke((Path) path);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  private static @Nullable Object shared() {
    Object image = Raw.get(fileSystem(), FILE_SYSTEM, "image");
    Object reader = image == null ? null : Raw.get(image, image.getClass(), "val$image");
    return reader == null ? null : Raw.get(reader, READER, "reader");
  }

  public static boolean isFileSystem(Class<?> type) {
    return type == FILE_SYSTEM;
  }

  public static boolean isNode(Class<?> type) {
    return NODE.isAssignableFrom(type);
  }

  /** The one file system of this JVM that {@code FileSystems} hands out. */
  public static FileSystem fileSystem() {
    return FileSystems.getFileSystem(JRT);
  }

  /** The path of a node. */
  public static String name(Object node) {
    return String.valueOf(Raw.get(node, NODE, "name"));
  }

  /** The node at a path, or an {@link IllegalStateException} if there is none. */
  public static Object node(String name) {
    try {
      Object image = Raw.get(fileSystem(), FILE_SYSTEM, "image");
      Object node = (Object) FIND.invokeExact((Object) image, name);
      if (node == null) {
        throw new IllegalStateException("the run-time image of this JVM has no " + name);
      }
      return node;
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}

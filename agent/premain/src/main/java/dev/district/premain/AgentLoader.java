package dev.district.premain;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The loader of everything the agent consists of; its parent is the platform loader, so nothing of
 * the application can be seen from here and nothing of the agent from the application.
 *
 * <pre>
 *   class or resource asked for       entry of the agent jar
 *   a.b.C, a/b/C.class                inst/a/b/C.classdata
 *   boot/a/b/C.classdata              the same (the bytes of a boot class, to be defined elsewhere)
 *   any other resource name           inst/name
 * </pre>
 *
 * <p>The suffix keeps class-path scanners of the application from finding these classes. Classes of
 * {@code dev.district.boot} are never defined here: woven code links to those of the boot loader,
 * and the agent must share them.
 *
 * <p>The jar is opened once and without URL connections: their cache is shared with the
 * application, which may close what is in it. For the same reason resources come as streams, never
 * as URLs.
 */
final class AgentLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String INSIDE = "inst/";
  private static final String BOOT_ENTRIES = "boot/";
  private static final String BOOT_PACKAGE = "dev.district.boot.";
  private static final String CLASS = ".class";
  private static final String DATA = "data";

  private final ZipFile jar;

  AgentLoader(File jar) throws IOException {
    super("district", ClassLoader.getPlatformClassLoader());
    this.jar = new ZipFile(jar);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(BOOT_PACKAGE)) {
      throw new ClassNotFoundException(name.concat(" is not defined in the boot loader (yet)"));
    }
    ZipEntry entry = entry(name.replace('.', '/').concat(CLASS));
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    ZipEntry entry = entry(name);
    if (entry == null) {
      return getParent().getResourceAsStream(name);
    }
    try {
      return jar.getInputStream(entry);
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable ZipEntry entry(String resource) {
    if (resource.startsWith(BOOT_ENTRIES)) {
      return jar.getEntry(resource);
    }
    String entry = INSIDE.concat(resource);
    return jar.getEntry(resource.endsWith(CLASS) ? entry.concat(DATA) : entry);
  }
}

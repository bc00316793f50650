package dev.district.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Weaves a class for nobody, on a thread of its own while {@code premain} does other things, so
 * that the weaver and the library below it are loaded by the time the first real class comes. Found
 * by name from {@code premain}.
 */
public final class Rehearsal implements Runnable {
  @Override
  public void run() {
    Class<?> any = Polls.class;
    try (InputStream in =
        any.getClassLoader().getResourceAsStream(any.getName().replace('.', '/') + ".class")) {
      if (in != null) {
        new ClassWeaver(any.getClassLoader()).weave(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

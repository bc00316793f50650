package dev.district.image.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A disk that fails, or loses power, at a chosen step. After a power cut, content that was not
 * forced may be gone, and a rename whose directory was not forced may not have happened.
 */
final class FaultyFiles implements FileOperations {
  private final PosixFiles real = new PosixFiles();
  private final Set<Path> unforced = new LinkedHashSet<>();
  private final List<Rename> unforcedRenames = new ArrayList<>();
  private int countdown = Integer.MAX_VALUE;
  private boolean staysDown;
  private boolean down;

  /** A rename, and the content of the file it replaced or null. */
  private record Rename(Path from, Path to, byte[] replaced) {}

  /** Lets the n-th step from now fail, once. */
  void failAt(int step) {
    countdown = step;
    staysDown = false;
  }

  /** Lets the n-th step from now and all later ones fail. */
  void crashAt(int step) {
    countdown = step;
    staysDown = true;
  }

  boolean hasFailed() {
    return countdown <= 0;
  }

  /** What is on the disk when power comes back. */
  void losePower(Random random) throws IOException {
    for (int i = unforcedRenames.size() - 1; i >= 0; i--) {
      Rename rename = unforcedRenames.get(i);
      if (random.nextBoolean() && exists(rename.to) && !exists(rename.from)) {
        Files.move(rename.to, rename.from);
        if (rename.replaced != null) {
          real.createFile(rename.to, rename.replaced);
        }
      }
    }
    for (Path file : unforced) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(content, random.nextInt(content.length + 1)));
      }
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private void step() throws IOException {
    countdown--;
    if (down || countdown == 0) {
      down = staysDown;
      throw new IOException("injected fault");
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    step();
    real.createDirectory(directory);
  }

  /** A full disk takes half of the content. */
  @Override
  public void createFile(Path file, byte[] content) throws IOException {
    unforced.add(file);
    try {
      step();
    } catch (IOException e) {
      if (!down || countdown == 0) {
        real.createFile(file, java.util.Arrays.copyOf(content, content.length / 2));
      }
      throw e;
    }
    real.createFile(file, content);
  }

  @Override
  public void forceFile(Path file) throws IOException {
    step();
    real.forceFile(file);
    unforced.remove(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    step();
    real.forceDirectory(directory);
    unforcedRenames.removeIf(rename -> directory.equals(rename.to.getParent()));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    byte[] replaced = Files.isRegularFile(to) ? Files.readAllBytes(to) : null;
    real.rename(from, to);
    if (unforced.remove(from)) {
      unforced.add(to);
    }
    unforcedRenames.add(new Rename(from, to, replaced));
  }

  @Override
  public void delete(Path path) throws IOException {
    step();
    real.delete(path);
    unforced.remove(path);
  }
}

package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All districts of one home directory. Names that begin with a dot are districts in the making or
 * on their way out.
 */
public final class Districts {
  private static final String NEW = ".new-";
  private static final AtomicInteger DRAFTS = new AtomicInteger();
  private static final String REMOVED = ".removed-";

  private final Path home;
  private final StoreDisk disk;

  Districts(Path home, FileOperations operations) throws IOException {
    this.home = home;
    this.disk = new StoreDisk(operations, Ownership.ofThisProcess());
  }

  /** The districts in that directory, which need not exist yet. */
  public static Districts at(Path home) throws IOException {
    return new Districts(home.toAbsolutePath().normalize(), new PosixFiles());
  }

  /** The districts where {@link #home(Map, Path)} says, by this program's environment. */
  public static Districts here() throws IOException {
    return at(home(System.getenv(), Path.of(System.getProperty("user.home", "/"))));
  }

  /**
   * Where districts live: {@code DISTRICT_HOME}, else {@code XDG_STATE_HOME/districts}, else {@code
   * ~/.local/state/districts}. A relative {@code XDG_STATE_HOME} is ignored, as its specification
   * says.
   */
  public static Path home(Map<String, String> environment, Path userHome) {
    String districtHome = environment.get("DISTRICT_HOME");
    if (districtHome != null && !districtHome.isEmpty()) {
      return Path.of(districtHome);
    }
    String stateHome = environment.get("XDG_STATE_HOME");
    if (stateHome != null && stateHome.startsWith("/")) {
      return Path.of(stateHome, "districts");
    }
    return userHome.resolve(".local").resolve("state").resolve("districts");
  }

  /** Where a member's image must be, whether there is one or not; nothing is checked. */
  public static File imageFile(Path home, String district, long checkpoint, String member) {
    return new File(
        new File(home.toFile(), district),
        DistrictStore.CHECKPOINTS
            + File.separator
            + Checkpoint.directoryName(checkpoint)
            + File.separator
            + member
            + ImageEntry.SUFFIX);
  }

  /** The directory that holds all districts. */
  public Path home() {
    return home;
  }

  /**
   * Makes a new, empty district. Of processes that do so at once one makes it, and the others are
   * told that it is there.
   */
  public DistrictStore format(String name) throws IOException {
    StoreName.check(name);
    createHome();
    disk.ownership().checkHome(home);
    Path directory = home.resolve(name);
    if (StoreDisk.exists(directory)) {
      throw exists(directory);
    }
    String own = ProcessHandle.current().pid() + "-" + DRAFTS.incrementAndGet();
    Path draft = home.resolve(NEW + name + "-" + own);
    if (StoreDisk.exists(draft)) {
      disk.deleteTree(draft);
    }
    DistrictStore.create(draft, disk.operations());
    try {
      disk.operations().rename(draft, directory);
    } catch (FileSystemException e) {
      disk.deleteTree(draft);
      throw StoreDisk.exists(directory) ? exists(directory) : e;
    }
    disk.operations().forceDirectory(home);
    return open(name);
  }

  /** The district of that name, made when there is none. */
  public DistrictStore openOrFormat(String name) throws IOException {
    if (!StoreDisk.exists(home.resolve(StoreName.check(name)))) {
      try {
        return format(name);
      } catch (StoreException e) {
        if (e.kind() != Kind.EXISTS) {
          throw e;
        }
      }
    }
    return open(name);
  }

  private static StoreException exists(Path directory) {
    return new StoreException(
        Kind.EXISTS,
        "there is a district of that name",
        directory.toString(),
        "use another name, or remove it first");
  }

  /** Opens a district after checking modes and owner of everything that all operations rely on. */
  public DistrictStore open(String name) throws IOException {
    StoreName.check(name);
    Path directory = home.resolve(name);
    if (!StoreDisk.exists(directory)) {
      throw new StoreException(
          Kind.NOT_FOUND,
          "there is no such district",
          directory.toString(),
          "format it first, or check DISTRICT_HOME");
    }
    disk.ownership().checkHome(home);
    DistrictStore store = new DistrictStore(name, directory, disk);
    store.check();
    return store;
  }

  /** Names of all districts, ordered. */
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    if (StoreDisk.exists(home)) {
      disk.ownership().checkHome(home);
      for (Path entry : StoreDisk.entries(home)) {
        String name = entry.getFileName().toString();
        if (StoreName.isValid(name) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Removes a district with all its checkpoints. Refused while it runs. */
  public void remove(String name) throws IOException {
    DistrictStore store = open(name);
    Path removed = home.resolve(REMOVED + name);
    try (StoreLock lock = StoreLock.acquire(store.lockFile())) {
      lock.describe("being removed");
      if (StoreDisk.exists(removed)) {
        disk.deleteTree(removed);
      }
      disk.operations().rename(store.directory(), removed);
      disk.operations().forceDirectory(home);
    }
    disk.deleteTree(removed);
  }

  private void createHome() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = home; path != null && !StoreDisk.exists(path); path = path.getParent()) {
      missing.add(0, path);
    }
    for (Path path : missing) {
      try {
        disk.operations().createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        // somebody else's first format; the home's owner and mode are checked in any case
      }
    }
  }
}

package dev.district.image.store;

import dev.district.image.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One district's directory.
 *
 * <pre>
 *   NAME/                       mode 700, as every directory below; files 600
 *     config                    the owner's settings, {@link DistrictConfig}
 *     incarnation               number of the newest incarnation, {@link RecordText}
 *     lock                      locked, shared, by every process of the running incarnation
 *     turn                      locked by whoever begins, joins, restarts or commits: one at a time
 *     restarts                  {@link RestartCount}
 *     launch/MEMBER             how each member was started, {@link LaunchRecord}
 *     log/MEMBER.out, .err      what members print that have no terminal of their own
 *     run/                      means nothing once the incarnation is over
 *       MEMBER.lock             locked by the member's process, {@link Seat}
 *       MEMBER.sock             where its agent listens
 *       released                the restart that may run, {@link Release}
 *       meeting-NAME.STATE/     what members have agreed on, {@link Meeting}
 *     checkpoints/
 *       00000007/               a committed checkpoint, number in eight digits or more
 *         MEMBER.image          one per member
 *         MEMBER.files/SHA256   contents of its working sets, {@link
 *                               dev.district.image.files.FileCapture}
 *         manifest              {@link CheckpointManifest}, written last
 *       .draft-00000008/        one in the making; left over if its maker died
 *       .removed-00000005/      one on its way out
 * </pre>
 *
 * A checkpoint exists when its directory has its number as name: the rename from the draft is the
 * one moment of commit.
 */
public final class DistrictStore {
  private static final String CONFIG = "config";
  private static final String INCARNATION = "incarnation";
  private static final String LOCK = "lock";
  private static final String TURN = "turn";
  private static final String LOG = "log";
  private static final String RESTARTS = "restarts";
  private static final String LAUNCH = "launch";
  private static final String RUN = "run";
  static final String CHECKPOINTS = "checkpoints";
  private static final String INCARNATION_TITLE = "district-incarnation";
  private static final int LOOKS = 10;

  private final String name;
  private final Path directory;
  private final StoreDisk disk;

  DistrictStore(String name, Path directory, StoreDisk disk) {
    this.name = name;
    this.directory = directory;
    this.disk = disk;
  }

  static void create(Path directory, FileOperations operations) throws IOException {
    operations.createDirectory(directory);
    for (String part : new String[] {LAUNCH, RUN, CHECKPOINTS}) {
      operations.createDirectory(directory.resolve(part));
    }
    Path config = directory.resolve(CONFIG);
    operations.createFile(config, new DistrictConfig(Map.of()).encode());
    operations.forceFile(config);
    operations.createFile(directory.resolve(LOCK), new byte[0]);
    operations.createFile(directory.resolve(TURN), new byte[0]);
    Path incarnation = directory.resolve(INCARNATION);
    operations.createFile(incarnation, incarnation(0));
    operations.forceFile(incarnation);
    operations.forceDirectory(directory);
  }

  void check() throws IOException {
    disk.ownership().checkDirectory(directory);
    for (String part : new String[] {LAUNCH, RUN, CHECKPOINTS}) {
      disk.ownership().checkDirectory(directory.resolve(part));
    }
    for (String part : new String[] {CONFIG, LOCK, INCARNATION}) {
      disk.ownership().checkFile(directory.resolve(part));
    }
    if (StoreDisk.exists(directory.resolve(TURN))) {
      disk.ownership().checkFile(directory.resolve(TURN));
    }
  }

  /** The district's name. */
  public String name() {
    return name;
  }

  /** The district's directory. */
  public Path directory() {
    return directory;
  }

  /** By which the directory is recognised as long as somebody is in. */
  public Place place() throws IOException {
    return Place.of(lockFile());
  }

  /** Where sockets and pid files go. */
  public Path runDirectory() {
    return directory.resolve(RUN);
  }

  Path checkpointsDirectory() {
    return directory.resolve(CHECKPOINTS);
  }

  Path lockFile() {
    return directory.resolve(LOCK);
  }

  StoreDisk disk() {
    return disk;
  }

  /** The owner's settings. */
  public DistrictConfig config() throws IOException {
    Path file = directory.resolve(CONFIG);
    return DistrictConfig.decode(disk.read(file), file.toString());
  }

  /** Replaces the owner's settings. */
  public void writeConfig(DistrictConfig config) throws IOException {
    disk.replace(directory.resolve(CONFIG), config.encode());
  }

  /**
   * Whether some incarnation, of this process or another one, holds the district now. The lock
   * alone doesn't tell: somebody else may only be looking whether it is held. Where nobody sits, it
   * is looked at for half a second.
   */
  public boolean isRunning() throws IOException {
    for (int look = 1; StoreLock.isHeld(lockFile()); look++) {
      if (look == LOOKS || anyoneSits()) {
        return true;
      }
      StoreLock.pause();
    }
    return false;
  }

  private boolean anyoneSits() throws IOException {
    for (Seat seat : seats()) {
      if (seat.alive()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the district for this process, as its next incarnation, and clears away what dead ones
   * left behind.
   *
   * @throws StoreException of kind BUSY if another incarnation holds it
   */
  public Incarnation begin() throws IOException {
    Incarnation begun = conduct();
    begun.yieldTurn();
    return begun;
  }

  /** As {@link #begin()}, with this process as a member. */
  public Incarnation begin(String member) throws IOException {
    return Entrance.of(this).begin(member);
  }

  /**
   * As {@link #begin()}, and keeps the turn: nobody joins, and nothing is committed, before it is
   * given away.
   */
  public Incarnation conduct() throws IOException {
    return Entrance.of(this).begin();
  }

  /**
   * Makes this process a member of the running incarnation, or of a new one when none runs.
   *
   * @param number the incarnation that is meant; 0 for whichever runs, or the next
   * @throws StoreException of kind STALE if another one runs than was meant, BUSY if there is such
   *     a member
   */
  public Incarnation join(String member, long number) throws IOException {
    return Entrance.of(this).join(member, number);
  }

  /** Makes this process a member of an incarnation whose maker holds the turn. */
  public Incarnation follow(String member, long number) throws IOException {
    return Entrance.of(this).follow(member, number);
  }

  /**
   * Takes the turn, without being a member: to commit a checkpoint of those that are, or to remove
   * some.
   */
  public Incarnation coordinate() throws IOException {
    return Entrance.of(this).coordinate();
  }

  /** The members of the newest incarnation, ordered by name. */
  public List<Seat> seats() throws IOException {
    return Seats.of(this).list(incarnation());
  }

  /** Where the members of a restart are told that all are there. */
  public Release release(long incarnation) {
    return new Release(this, incarnation);
  }

  /** Where members agree on something; the name is used once. */
  public Meeting meeting(String meeting) throws IOException {
    return new Meeting(this, meeting);
  }

  /**
   * Where that member's output goes when it has no terminal; made when missing.
   *
   * @param stream {@code out} or {@code err}
   */
  public Path log(String member, String stream) throws IOException {
    Path logs = directory.resolve(LOG);
    disk.ensureDirectory(logs);
    Path file = logs.resolve(StoreName.check(member) + "." + stream);
    disk.ensureFile(file);
    return file;
  }

  /**
   * Counts one more restart after a crash, and returns how many there were since the checkpoint.
   */
  public long countRestart() throws IOException {
    Path file = directory.resolve(RESTARTS);
    Checkpoint latest = latest();
    long since = latest == null ? 0 : latest.number();
    RestartCount count =
        StoreDisk.exists(file)
            ? RestartCount.decode(disk.read(file), file.toString())
            : new RestartCount(since, 0);
    RestartCount more = new RestartCount(since, count.since() == since ? count.count() + 1 : 1);
    disk.replace(file, more.encode());
    return more.count();
  }

  /** Where a member writes its image of a checkpoint that is being made. */
  public Path draftImage(long number, String member) throws StoreException {
    return draftDirectory(number).resolve(StoreName.check(member) + ImageEntry.SUFFIX);
  }

  /** Where a member copies its working sets to for a checkpoint that is being made. */
  public Path draftFiles(long number, String member) throws StoreException {
    return draftDirectory(number).resolve(StoreName.check(member) + ImageEntry.FILES);
  }

  Path draftDirectory(long number) {
    return checkpointsDirectory().resolve(Incarnation.DRAFT + Checkpoint.directoryName(number));
  }

  /** The lock file of turns; stores of older releases have none yet. */
  Path turnFile() throws IOException {
    Path file = directory.resolve(TURN);
    disk.ensureFile(file);
    return file;
  }

  void writeIncarnation(long number) throws IOException {
    disk.replace(directory.resolve(INCARNATION), incarnation(number));
  }

  /** Number of the newest incarnation, 0 before the first. */
  public long incarnation() throws IOException {
    Path file = directory.resolve(INCARNATION);
    return RecordText.decode(INCARNATION_TITLE, disk.read(file), file.toString())
        .number("number", file.toString());
  }

  private static byte[] incarnation(long number) {
    return new RecordText(INCARNATION_TITLE).put("number", number).encode();
  }

  /** All committed checkpoints, oldest first. Their manifests are read when asked for. */
  public List<Checkpoint> checkpoints() throws IOException {
    List<Checkpoint> found = new ArrayList<>();
    for (Path entry : StoreDisk.entries(checkpointsDirectory())) {
      long number = Checkpoint.numberOf(entry.getFileName().toString());
      if (number > 0) {
        found.add(new Checkpoint(number, entry, disk));
      }
    }
    found.sort(Checkpoint.BY_NUMBER);
    return found;
  }

  /** The newest committed checkpoint, or null. */
  public @Nullable Checkpoint latest() throws IOException {
    List<Checkpoint> all = checkpoints();
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** The committed checkpoint of that number. */
  public Checkpoint checkpoint(long number) throws IOException {
    for (Checkpoint checkpoint : checkpoints()) {
      if (checkpoint.number() == number) {
        return checkpoint;
      }
    }
    throw new StoreException(
        Kind.NOT_FOUND,
        "there is no checkpoint " + number,
        "district " + name,
        "list the checkpoints that there are");
  }

  /** Members whose launch is recorded, ordered by name. */
  public List<String> members() throws IOException {
    List<String> members = new ArrayList<>();
    for (Path entry : StoreDisk.entries(directory.resolve(LAUNCH))) {
      String member = entry.getFileName().toString();
      if (StoreName.isValid(member)) {
        members.add(member);
      }
    }
    return members;
  }

  /** How that member was started. */
  public LaunchRecord readLaunch(String member) throws IOException {
    Path file = directory.resolve(LAUNCH).resolve(StoreName.check(member));
    if (!StoreDisk.exists(file)) {
      throw new StoreException(
          Kind.NOT_FOUND, "there is no such member", file.toString(), "run it first");
    }
    return LaunchRecord.decode(disk.read(file), file.toString());
  }

  /** Records how that member was started. */
  public void writeLaunch(String member, LaunchRecord record) throws IOException {
    disk.replace(directory.resolve(LAUNCH).resolve(StoreName.check(member)), record.encode());
  }
}

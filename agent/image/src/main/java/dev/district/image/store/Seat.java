package dev.district.image.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A member of the newest incarnation: which process it is, and how it is doing. {@code
 * run/MEMBER.lock} is locked by that process as long as it lives and holds a {@link RecordText}
 * titled {@code district-seat}:
 *
 * <pre>
 *   district-seat 1
 *   member=main
 *   incarnation=3
 *   pid=4711
 *   started=123456              start of that process in clock ticks, proc(5), against reused pids
 *   state=RUNNING               what it said last
 *   checksum=89abcdef
 * </pre>
 *
 * @param alive whether the file is locked
 */
public record Seat(
    String member, long incarnation, long pid, long started, State state, boolean alive) {
  private static final String TITLE = "district-seat";
  private static final Path PROC = Path.of("/proc");
  private static final int STARTED_FIELD = 19;

  /** What a member says of itself. */
  public enum State {
    /** Nothing yet: it has just taken its seat. */
    JOINING,
    /** It is being restarted. */
    RESTORING,
    /** It is restored and waits for the others. */
    ARRIVED,
    /** The program runs. */
    RUNNING,
    /** It ends in an orderly way. */
    LEFT
  }

  /** This process's own seat. */
  static Seat own(String member, long incarnation, State state) {
    long pid = ProcessHandle.current().pid();
    return new Seat(member, incarnation, pid, started(pid), state, true);
  }

  /** One whose process has not said yet who it is. */
  static Seat joining(String member, long incarnation) {
    return new Seat(member, incarnation, 0, 0, State.JOINING, true);
  }

  /** Whether it has died without having left: the others remember it. */
  public boolean lost() {
    return !alive && state != State.LEFT;
  }

  /** Ends its process with SIGKILL, if it is still that one. */
  public void kill() {
    if (alive && pid > 0 && started == started(pid)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** Whether its process is stopped, by SIGSTOP say: state {@code T} of proc(5). */
  public boolean suspended() {
    return alive && started == started(pid) && stat(pid).startsWith("T");
  }

  byte[] encode() {
    return new RecordText(TITLE)
        .put("member", member)
        .put("incarnation", incarnation)
        .put("pid", pid)
        .put("started", started)
        .put("state", state.name())
        .encode();
  }

  static Seat decode(byte[] bytes, boolean alive, String place) throws StoreException {
    RecordText text = RecordText.decode(TITLE, bytes, place);
    State state = State.RUNNING;
    for (State one : State.values()) {
      state = one.name().equals(text.get("state")) ? one : state;
    }
    return new Seat(
        StoreName.check(text.text("member", place)),
        text.number("incarnation", place),
        text.number("pid", place),
        text.number("started", place),
        state,
        alive);
  }

  /** Field 22 of {@code /proc/PID/stat}; 0 where it can't be read. */
  private static long started(long pid) {
    String[] fields = stat(pid).split(" ");
    return fields.length > STARTED_FIELD ? Long.parseLong(fields[STARTED_FIELD]) : 0;
  }

  /** Fields of {@code /proc/PID/stat} from the third on; nothing where it can't be read. */
  private static String stat(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return "";
    }
  }
}

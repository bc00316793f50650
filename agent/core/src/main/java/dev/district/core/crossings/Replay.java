package dev.district.core.crossings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the other side had sent when this side went back, given to the program once more in the
 * order of cause and effect: nothing before the program has written again what it was sent after.
 * The other side stands by until then; so nothing that it sends is ahead of its cause either.
 *
 * <p>One of all connections between two members, since what is sent through one may be the answer
 * to what came through another.
 *
 * <pre>
 * replay     segments 4 | segment …, for each connection
 * segment    length 4 | bytes | conditions 4 | condition …
 * condition  index of a connection 4 | how many bytes are to be written to it 8
 * </pre>
 */
final class Replay {
  private static final long STALLED_NANOS = 2_000_000_000L;

  /** What may be given once so much has been written. */
  private record Segment(byte[] bytes, List<Condition> conditions) {}

  private record Condition(int connection, long written) {}

  private final List<Deque<Segment>> pending = new ArrayList<>();
  private final Map<Integer, Quiet> standIns = new HashMap<>();
  private final Map<Crossing, Integer> places = new IdentityHashMap<>();
  private final long[] written;
  private final long[] wanted;
  private final Runnable whenOver;
  private long moved = System.nanoTime();
  private boolean over;

  private Replay(List<Rejoining> all, Runnable whenOver) {
    this.whenOver = whenOver;
    written = new long[all.size()];
    wanted = new long[all.size()];
    for (int i = 0; i < all.size(); i++) {
      Rejoining one = all.get(i);
      places.put(one.crossing, i);
      written[i] = one.mine.writes();
      wanted[i] = Math.max(one.mine.writes(), one.theirs.got());
    }
  }

  /** Tells the other side what this one has sent and the other has lost. The world stands still. */
  static void write(DataOutputStream out, List<Rejoining> all) throws IOException {
    for (Rejoining one : all) {
      List<Segment> segments = segments(one, all);
      out.writeInt(segments.size());
      for (Segment segment : segments) {
        Message.write(out, segment.bytes);
        out.writeInt(segment.conditions.size());
        for (Condition condition : segment.conditions) {
          out.writeInt(condition.connection);
          out.writeLong(condition.written);
        }
      }
    }
  }

  private static List<Segment> segments(Rejoining one, List<Rejoining> all) {
    Stream stream = one.crossing.stream();
    List<Segment> segments = new ArrayList<>();
    long end = one.mine.writes();
    long from = one.theirs.got();
    while (from < end) {
      List<Condition> conditions = conditions(stream.step(from), all);
      long to = Math.min(end, stream.nextStep(from, end));
      while (to < end && conditions(stream.step(to), all).equals(conditions)) {
        to = Math.min(end, stream.nextStep(to, end));
      }
      segments.add(new Segment(stream.sent().copy(from, to), conditions));
      from = to;
    }
    return segments;
  }

  private static List<Condition> conditions(long step, List<Rejoining> all) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      long read = all.get(i).crossing.stream().readsUntil(step);
      if (read > all.get(i).theirs.writes()) {
        conditions.add(new Condition(i, read));
      }
    }
    return conditions;
  }

  /**
   * What the other side has told.
   *
   * @param whenOver told when the program has caught up; must not block
   */
  static Replay read(DataInputStream in, List<Rejoining> all, Runnable whenOver)
      throws IOException {
    Replay replay = new Replay(all, whenOver);
    for (Rejoining one : all) {
      Deque<Segment> segments = new ArrayDeque<>();
      for (int i = Message.count(in); i > 0; i--) {
        segments.add(segment(in, all.size()));
      }
      long length = segments.stream().mapToLong(segment -> segment.bytes.length).sum();
      if (length != Math.max(0, one.theirs.writes() - one.mine.got())) {
        throw new IOException("another agent sends " + length + " bytes again");
      }
      replay.pending.add(segments);
    }
    return replay;
  }

  private static Segment segment(DataInputStream in, int connections) throws IOException {
    byte[] bytes = Message.bytes(in);
    List<Condition> conditions = new ArrayList<>();
    for (int i = Message.count(in); i > 0; i--) {
      int connection = in.readInt();
      if (connection < 0 || connection >= connections) {
        throw new IOException("another agent knows a connection " + connection);
      }
      conditions.add(new Condition(connection, in.readLong()));
    }
    return new Segment(bytes, conditions);
  }

  /** These stand in for the connections. The world stands still. */
  synchronized void begin(Map<Integer, Quiet> all) {
    standIns.putAll(all);
    feed();
  }

  /** The program has written again up to a position; to the last one if it will write no more. */
  synchronized void wrote(Crossing crossing, long position) {
    Integer place = places.get(crossing);
    if (place != null && !over) {
      written[place] = position;
      moved = System.nanoTime();
      feed();
    }
  }

  private void feed() {
    boolean fed = true;
    while (fed) {
      fed = false;
      for (int i = 0; i < pending.size(); i++) {
        Segment next = pending.get(i).peek();
        while (next != null && isDue(next)) {
          pending.get(i).remove();
          Quiet standIn = standIns.get(i);
          if (standIn != null) {
            standIn.feed(next.bytes);
          }
          next = pending.get(i).peek();
          fed = true;
        }
      }
    }
    if (isCaughtUp()) {
      over = true;
      whenOver.run();
    }
  }

  private boolean isDue(Segment segment) {
    for (Condition condition : segment.conditions) {
      if (written[condition.connection] < condition.written) {
        return false;
      }
    }
    return true;
  }

  private boolean isCaughtUp() {
    for (int i = 0; i < wanted.length; i++) {
      if (written[i] < wanted[i] || !pending.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Whether the other side is to stand by. */
  synchronized boolean isOn() {
    return !over && !isStalled();
  }

  /** The program does something else than before: the order can't be kept. */
  synchronized boolean isStalled() {
    return !over && System.nanoTime() - moved > STALLED_NANOS;
  }
}

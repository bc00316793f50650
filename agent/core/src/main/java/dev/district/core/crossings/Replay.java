package dev.district.core.crossings;

import java.io.ByteArrayOutputStream;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the other side had sent when this side went back, given to the program once more in the
 * order of cause and effect: nothing before the program has written again what it was sent after.
 * The other side stands by until then; so nothing that it sends is ahead of its cause either.
 *
 * <p>One of all connections between two members, since what is sent through one may be the answer
 * to what came through another. Cause and effect go by the other side's {@link Steps}: what it sent
 * in a step may depend on all that it had read until that was over.
 *
 * <pre>
 * replay     for each connection: causes 4 | cause … | segments 4 | segment …
 * cause      step 8 | up to where it was read in that step 8
 * segment    length 4 | bytes | step 8
 * </pre>
 */
final class Replay {
  private static final long STALLED_NANOS = 2_000_000_000L;
  private static final int ENTRY = 16;

  /** What was sent in a step. */
  private record Segment(byte[] bytes, long step) {}

  /** What is to be written again up to a position before anything of this step or later is due. */
  private record Cause(long step, long position) {}

  /** One connection. */
  private static final class Course {
    final Deque<Cause> causes = new ArrayDeque<>();
    final Deque<Segment> segments = new ArrayDeque<>();
    final long wanted;
    long written;

    Course(Rejoining one) {
      written = one.mine.writes();
      wanted = Math.max(written, one.theirs.got());
    }

    /** Whether the program has still to write some of what it had. */
    boolean isBehind() {
      return written < wanted;
    }

    void settle() {
      while (!causes.isEmpty() && causes.element().position <= written) {
        causes.remove();
      }
    }
  }

  private final List<Course> courses = new ArrayList<>();
  private final Map<Integer, Quiet> standIns = new HashMap<>();
  private final Map<Crossing, Course> places = new IdentityHashMap<>();

  /** The first steps that connections hold back, and how many do. */
  private final TreeMap<Long, Integer> heldBack = new TreeMap<>();

  private final Runnable whenOver;
  private int behind;
  private int left;
  private long moved = System.nanoTime();
  private boolean over;

  private Replay(Runnable whenOver) {
    this.whenOver = whenOver;
  }

  /** Tells the other side what this one has sent and the other has lost. The world stands still. */
  static void write(DataOutputStream out, List<Rejoining> all) throws IOException {
    for (Rejoining one : all) {
      long[] causes = one.crossing.stream().readsBeyond(one.theirs.writes());
      out.writeInt(causes.length / 2);
      for (long number : causes) {
        out.writeLong(number);
      }
      List<Segment> segments = segments(one);
      out.writeInt(segments.size());
      for (Segment segment : segments) {
        Message.write(out, segment.bytes);
        out.writeLong(segment.step);
      }
    }
  }

  private static List<Segment> segments(Rejoining one) {
    Stream stream = one.crossing.stream();
    List<Segment> segments = new ArrayList<>();
    long end = one.mine.writes();
    for (long from = one.theirs.got(); from < end; ) {
      long to = Math.min(end, stream.nextStep(from, end));
      segments.add(new Segment(stream.sent().copy(from, to), stream.step(from)));
      from = to;
    }
    return segments;
  }

  /**
   * What the other side has told.
   *
   * @param whenOver told when the program has caught up; must not block
   */
  static Replay read(DataInputStream in, List<Rejoining> all, Runnable whenOver)
      throws IOException {
    Replay replay = new Replay(whenOver);
    for (Rejoining one : all) {
      Course course = new Course(one);
      for (int i = Message.count(in, ENTRY); i > 0; i--) {
        course.causes.add(new Cause(in.readLong(), in.readLong()));
      }
      long length = 0;
      for (int i = Message.count(in); i > 0; i--) {
        Segment segment = new Segment(Message.bytes(in), in.readLong());
        length += segment.bytes.length;
        course.segments.add(segment);
      }
      if (length != Math.max(0, one.theirs.writes() - one.mine.got())) {
        throw new IOException("another agent sends " + length + " bytes again");
      }
      replay.add(course);
      replay.places.put(one.crossing, course);
    }
    return replay;
  }

  private void add(Course course) {
    courses.add(course);
    course.settle();
    holdBack(course, 1);
    behind += course.isBehind() ? 1 : 0;
    left += course.segments.size();
  }

  private void holdBack(Course course, int more) {
    Cause first = course.causes.peek();
    if (first != null) {
      heldBack.merge(first.step, more, Replay::sum);
    }
  }

  private static @Nullable Integer sum(int one, int other) {
    return one + other == 0 ? null : one + other;
  }

  /** These stand in for the connections. The world stands still. */
  synchronized void begin(Map<Integer, Quiet> all) {
    standIns.putAll(all);
    feed();
    endIfOver();
  }

  /** The program has written again up to a position; to the last one if it will write no more. */
  synchronized void wrote(Crossing crossing, long position) {
    Course course = places.get(crossing);
    if (course == null || over) {
      return;
    }
    moved = System.nanoTime();
    behind -= course.isBehind() ? 1 : 0;
    long before = horizon();
    holdBack(course, -1);
    course.written = position;
    course.settle();
    holdBack(course, 1);
    behind += course.isBehind() ? 1 : 0;
    if (horizon() != before) {
      feed();
    }
    endIfOver();
  }

  /** What was sent in this step or later is not due. */
  private long horizon() {
    return heldBack.isEmpty() ? Long.MAX_VALUE : heldBack.firstKey();
  }

  private void feed() {
    long horizon = horizon();
    for (int i = 0; i < courses.size(); i++) {
      Deque<Segment> segments = courses.get(i).segments;
      ByteArrayOutputStream due = new ByteArrayOutputStream();
      while (!segments.isEmpty() && segments.element().step < horizon) {
        due.writeBytes(segments.remove().bytes);
        left--;
      }
      Quiet standIn = standIns.get(i);
      if (standIn != null && due.size() > 0) {
        standIn.feed(due.toByteArray());
      }
    }
  }

  private void endIfOver() {
    if (!over && behind == 0 && left == 0) {
      over = true;
      whenOver.run();
    }
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

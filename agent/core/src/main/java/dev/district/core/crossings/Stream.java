package dev.district.core.crossings;

import dev.district.core.wire.Block;
import dev.district.image.meta.CrossingMeta;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Both directions of a crossing as bytes: positions, and what is kept. Guarded by its crossing. */
final class Stream {
  /** How much a mark takes. */
  private static final long MARK = 16;

  private long writes;
  private long reads;
  private final Retained sent;
  private final Retained received;
  private final Steps steps;
  private final Marks written = new Marks();
  private final Marks read = new Marks();
  private byte[] expected = {};
  private int matched;
  private long differs = -1;
  private long counted;
  private boolean endExpected;
  private boolean keeps = true;
  private boolean otherGoesBack;

  /**
   * @param writes how many bytes the program has written
   * @param reads how many it has read
   */
  Stream(long writes, long reads, Steps steps) {
    this.steps = steps;
    this.writes = writes;
    this.reads = reads;
    this.sent = new Retained(writes);
    this.received = new Retained(reads);
  }

  static Stream of(CrossingMeta meta, Steps steps) {
    Stream stream = new Stream(meta.writes, meta.reads, steps);
    stream.sent.reset(meta.writes - meta.sent.length());
    stream.sent.append(meta.sent);
    stream.received.reset(meta.reads - meta.received.length());
    stream.received.append(meta.received);
    stream.expected = Block.array(meta.expected);
    stream.endExpected = meta.endExpected;
    stream.otherGoesBack = meta.otherGoesBack;
    stream.written.restore(meta.writtenSteps);
    stream.read.restore(meta.readSteps);
    steps.after(Math.max(stream.written.step(meta.writes), stream.read.step(meta.reads)));
    return stream;
  }

  void describe(CrossingMeta meta) {
    meta.writes = writes;
    meta.reads = reads;
    meta.sent = sent.block();
    meta.received = received.block();
    meta.expected = Block.of(Arrays.copyOfRange(expected, matched, expected.length));
    meta.endExpected = endExpected;
    meta.otherGoesBack = otherGoesBack;
    meta.writtenSteps = written.all();
    meta.readSteps = read.all();
  }

  long writes() {
    return writes;
  }

  long reads() {
    return reads;
  }

  Retained sent() {
    return sent;
  }

  Retained received() {
    return received;
  }

  /** Whether anything is kept: not after it could not be any more. */
  boolean keeps() {
    return keeps;
  }

  long kept() {
    return sent.size() + received.size() + MARK * ((long) written.size() + read.size());
  }

  /** By how much that has changed since the last time. */
  long change() {
    long change = kept() - counted;
    counted += change;
    return change;
  }

  /** Keeps nothing from now on. */
  void forget() {
    keeps = false;
    sent.reset(writes);
    received.reset(reads);
    written.clear();
    read.clear();
    expected = new byte[0];
    matched = 0;
    endExpected = false;
  }

  /** Whether the other side commits checkpoints that this connection is part of. */
  boolean otherGoesBack() {
    return otherGoesBack;
  }

  /** From now on, it does. */
  void otherMayGoBack() {
    if (!otherGoesBack) {
      otherGoesBack = true;
      received.reset(reads);
    }
  }

  void written(long address, long length) {
    mark();
    writes += length;
    if (keeps) {
      sent.append(address, length);
    }
  }

  private void mark() {
    if (keeps && otherGoesBack) {
      written.add(writes, steps.writing());
    }
  }

  /** The step that a byte was written in, 0 if it depends on nothing that could be undone. */
  long step(long position) {
    return written.step(position);
  }

  /** Where the next step begins behind a position. */
  long nextStep(long position, long otherwise) {
    return written.next(position, otherwise);
  }

  /**
   * In which steps what is beyond a position was read: step and end of it, each again and again.
   */
  long[] readsBeyond(long position) {
    return read.beyond(position, reads);
  }

  void read(long address, long length) {
    if (keeps && otherGoesBack) {
      read.add(reads, steps.reading());
    }
    reads += length;
    if (keeps && otherGoesBack) {
      received.append(address, length);
    } else {
      received.reset(reads);
    }
  }

  /** How much of what the program writes next is known already; an end counts as one. */
  int expects() {
    return expected.length - matched + (endExpected ? 1 : 0);
  }

  /** What the program is expected to write next, and whether an end follows. */
  void expect(byte[] bytes, boolean end) {
    expected = bytes;
    matched = 0;
    endExpected = end;
  }

  /** How many of the bytes were the expected ones; -1 if one was not. */
  int swallow(byte[] next) {
    int count = Math.min(next.length, expected.length - matched);
    int difference = Arrays.mismatch(expected, matched, matched + count, next, 0, count);
    if (difference >= 0 || count == 0 && endExpected) {
      differs = writes + Math.max(0, difference);
      return -1;
    }
    mark();
    matched += count;
    writes += count;
    sent.append(Arrays.copyOf(next, count));
    if (matched == expected.length) {
      expected = new byte[0];
      matched = 0;
    }
    return count;
  }

  /** Position of the byte that was not the expected one. */
  long differs() {
    return differs;
  }

  /** What had been written last and has been taken out of the connection is kept again. */
  void keepAgain(byte[] lost) {
    long from = sent.end() - lost.length;
    if (keeps && lost.length > 0 && sent.start() > from && sent.end() == writes) {
      sent.reset(from);
      sent.append(lost);
    }
  }

  /** All that the other side can't go back to before any more is forgotten. */
  void trim(long otherReads, long otherWrites) {
    sent.trim(Math.min(otherReads, sent.end()));
    received.trim(Math.min(otherWrites, received.end()));
    written.trim(sent.start());
    read.trim(received.start());
  }

  /** What the program has read and not read, from a position on; null if it is not all there. */
  byte @Nullable [] incoming(long from, byte[] unread) {
    if (from >= reads) {
      int skip = Math.toIntExact(from - reads);
      return skip > unread.length ? null : Arrays.copyOfRange(unread, skip, unread.length);
    }
    if (!received.reaches(from) || received.end() != reads) {
      return null;
    }
    byte[] before = received.copy(from, reads);
    byte[] all = Arrays.copyOf(before, before.length + unread.length);
    System.arraycopy(unread, 0, all, before.length, unread.length);
    return all;
  }
}

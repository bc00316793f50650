package dev.district.core.crossings;

import java.util.Arrays;

/** The steps that the bytes of one direction belong to, by position; both only grow. */
final class Marks {
  private static final int ROOM = 8;

  private long[] positions = new long[ROOM];
  private long[] steps = new long[ROOM];
  private int count;

  /** The bytes from here on belong to the step. */
  void add(long position, long step) {
    if (count > 0 && steps[count - 1] == step) {
      return;
    }
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
    }
    positions[count] = position;
    steps[count] = step;
    count++;
  }

  int size() {
    return count;
  }

  /** The step of the byte at a position, 0 if that isn't known any more. */
  long step(long position) {
    int place = place(positions, position);
    return place < 0 ? 0 : steps[place];
  }

  /** The next position at which another step begins. */
  long next(long position, long otherwise) {
    int place = place(positions, position) + 1;
    return place < count ? positions[place] : otherwise;
  }

  /**
   * The steps whose bytes go beyond a position: step and end of its bytes, each again and again.
   *
   * @param end where the bytes of the last one end
   */
  long[] beyond(long position, long end) {
    int first = 0;
    while (first < count && end(first, end) <= position) {
      first++;
    }
    long[] beyond = new long[2 * (count - first)];
    for (int i = first; i < count; i++) {
      beyond[2 * (i - first)] = steps[i];
      beyond[2 * (i - first) + 1] = end(i, end);
    }
    return beyond;
  }

  private long end(int place, long otherwise) {
    return place + 1 < count ? positions[place + 1] : otherwise;
  }

  /** The last that is not greater, -1 for none. */
  private int place(long[] values, long value) {
    int place = Arrays.binarySearch(values, 0, count, value);
    return place >= 0 ? place : -place - 2;
  }

  /** Forgets the steps of the bytes before a position. */
  void trim(long position) {
    int place = place(positions, position);
    if (place > 0) {
      count -= place;
      System.arraycopy(positions, place, positions, 0, count);
      System.arraycopy(steps, place, steps, 0, count);
    }
  }

  void clear() {
    count = 0;
  }

  /** Position and step, each again and again. */
  long[] all() {
    long[] all = new long[2 * count];
    for (int i = 0; i < count; i++) {
      all[2 * i] = positions[i];
      all[2 * i + 1] = steps[i];
    }
    return all;
  }

  /** As {@link #all} gave them. */
  void restore(long[] all) {
    for (int i = 0; i + 1 < all.length; i += 2) {
      add(all[i], all[i + 1]);
    }
  }
}

package dev.district.core.frames;

import dev.district.jdk.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a resume method finds in its state array: {@code [0]} the inner link's function, {@code [1]}
 * its state, then the values of the frame in the order in which the method's head takes them, then
 * the monitors.
 */
final class StateLayout {
  /** First index after the inner link. */
  static final int FIRST = 2;

  private enum Source {
    LOCAL,
    OPERAND,
    MONITOR,
    PENDING
  }

  private record Entry(Source source, int index, char kind) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds a local or operand; the result is its index in the state. */
  int add(boolean local, int index, char kind) {
    return add(new Entry(local ? Source.LOCAL : Source.OPERAND, index, kind));
  }

  /** Adds the n-th monitor. */
  int addMonitor(int index) {
    return add(new Entry(Source.MONITOR, index, 'A'));
  }

  /** Adds the monitor the frame waits for. */
  int addPending() {
    return add(new Entry(Source.PENDING, 0, 'A'));
  }

  private int add(Entry entry) {
    entries.add(entry);
    return FIRST + entries.size() - 1;
  }

  /** The state array for the frame. */
  Object[] fill(
      Frame frame, List<Object> monitors, Function<Object, Object> inner, Object innerState) {
    Object[] state = new Object[FIRST + entries.size()];
    state[0] = inner;
    state[1] = innerState;
    for (int i = 0; i < entries.size(); i++) {
      state[FIRST + i] = read(entries.get(i), frame, monitors);
    }
    return state;
  }

  private static @Nullable Object read(Entry entry, Frame frame, List<Object> monitors) {
    Object value =
        switch (entry.source) {
          case LOCAL -> frame.locals()[entry.index];
          case OPERAND -> frame.operands()[entry.index];
          case MONITOR -> monitors.get(entry.index);
          case PENDING -> frame.pendingMonitor();
        };
    if (entry.kind == 'A') {
      return value;
    }
    long bits = value instanceof Slot slot ? slot.bits() : 0;
    return switch (entry.kind) {
      case 'I' -> (int) bits;
      case 'J' -> bits;
      case 'F' -> Float.intBitsToFloat((int) bits);
      default -> Double.longBitsToDouble(bits);
    };
  }
}

package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import sun.misc.Unsafe;

/**
 * What a program knows of memory as numbers: addresses of blocks from {@code sun.misc.Unsafe},
 * linked with each other by addresses in them; addresses of direct buffers; offsets of fields.
 */
public final class Addresses {
  private static final Unsafe UNSAFE = unsafe();
  private static final long ADDRESS_OF_BUFFER = offset(Buffer.class, "address");
  private static final long TOTAL = offset(Addresses.class, "total");
  private static final int NEXT = 0;
  private static final int VALUE = 8;
  private static final int NODE = 16;
  private static final int MOST_BUFFERS = 12;

  private volatile long total;
  private long first;
  private long nodes;
  private long table = UNSAFE.allocateMemory(Long.BYTES);
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private final List<Long> places = new ArrayList<>();

  private Addresses() {}

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long offset(Class<?> type, String field) {
    try {
      return UNSAFE.objectFieldOffset(type.getDeclaredField(field));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) {
    Addresses addresses = new Addresses();
    for (int step = 1; step <= Pace.steps(args); step++) {
      addresses.add(step);
      addresses.buffer(step);
      Pace.beat();
      System.out.println(
          step
              + ": nodes "
              + addresses.sum()
              + ", table "
              + addresses.tableSum()
              + ", buffers "
              + addresses.buffersSum());
    }
    System.out.println("done: total " + addresses.total);
  }

  /** At the head of the list; every third time the one behind it goes. */
  private void add(int value) {
    long node = UNSAFE.allocateMemory(NODE);
    UNSAFE.putLong(node + NEXT, first);
    UNSAFE.putLong(node + VALUE, value);
    first = node;
    nodes++;
    if (value % 3 == 0) {
      long second = UNSAFE.getLong(first + NEXT);
      UNSAFE.putLong(first + NEXT, UNSAFE.getLong(second + NEXT));
      UNSAFE.freeMemory(second);
      nodes--;
    }
    table = UNSAFE.reallocateMemory(table, (value + 1L) * Long.BYTES);
    UNSAFE.putLong(table + value * 8L, value);
    UNSAFE.putLong(table, value);
    UNSAFE.getAndAddLong(this, TOTAL, value);
  }

  private void buffer(int step) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(step * 37 % 5000 + 8);
    buffer.putInt(0, step);
    buffers.add(buffer);
    places.add(UNSAFE.getLong(buffer, ADDRESS_OF_BUFFER));
    if (buffers.size() > MOST_BUFFERS) {
      UNSAFE.invokeCleaner(buffers.remove());
      places.remove(0);
    }
  }

  private String sum() {
    long sum = 0;
    long count = 0;
    for (long node = first; node != 0; node = UNSAFE.getLong(node + NEXT)) {
      sum += UNSAFE.getLong(node + VALUE);
      count++;
    }
    return count == nodes ? count + " of " + sum : "lost, " + count + " of " + nodes;
  }

  private long tableSum() {
    long sum = 0;
    for (long i = UNSAFE.getLong(table); i > 0; i--) {
      sum += UNSAFE.getLong(table + i * 8);
    }
    return sum;
  }

  /** As their addresses tell, and as they tell themselves. */
  private String buffersSum() {
    int known = 0;
    int told = 0;
    for (long place : places) {
      known += UNSAFE.getByte(place + 2) * 256 + (UNSAFE.getByte(place + 3) & 0xff);
    }
    for (ByteBuffer buffer : buffers) {
      told += buffer.getInt(0);
    }
    return known + (known == told ? "" : ", but they say " + told);
  }
}

package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/** Direct buffers with slices, duplicates and views of other types, all over the same memory. */
public final class Buffers {
  private static final int BYTES = 1 << 16;

  private Buffers() {}

  public static void main(String[] args) {
    int steps = Pace.steps(args);
    ByteBuffer whole = ByteBuffer.allocateDirect(BYTES);
    ByteBuffer slice = whole.slice(1024, 4096).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer sliceOfSlice = slice.position(8).slice();
    ByteBuffer readOnly = whole.asReadOnlyBuffer();
    ByteBuffer duplicate = whole.duplicate();
    IntBuffer ints =
        whole
            .duplicate()
            .order(ByteOrder.nativeOrder())
            .position(2048)
            .slice()
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    LongBuffer swapped = whole.duplicate().order(ByteOrder.BIG_ENDIAN).asLongBuffer();
    ByteBuffer empty = ByteBuffer.allocateDirect(0);
    List<ByteBuffer> many = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      whole.putInt(1032 + step % 100 * 4, step * 31);
      ints.put(step % 200, step);
      swapped.put(500 + step % 100, step * 3L);
      if (duplicate.remaining() > 8) {
        duplicate.putLong(step);
      }
      ByteBuffer small = ByteBuffer.allocateDirect(64);
      small.putInt(step).putLong(step * 5L);
      many.add(step % 2 == 0 ? small : small.flip().slice());
      Pace.beat();
      long sum = sliceOfSlice.get(step % 100 * 4 + 3) + readOnly.getLong(step % 100 * 8);
      for (ByteBuffer one : many) {
        sum = sum * 31 + one.getInt(0) + one.getLong(4);
      }
      System.out.println(
          "step "
              + step
              + ": "
              + sum
              + " "
              + ints.get(step / 2 % 200)
              + " "
              + swapped.get(500 + step / 3 % 100)
              + " "
              + duplicate.position()
              + " "
              + empty.capacity());
    }
    many.clear();
    for (int i = 0; i < 20; i++) {
      System.gc();
      ByteBuffer.allocateDirect(1 << 20).putInt(i);
    }
    System.out.println("done: " + slice.getInt(8) + " " + whole.getLong(0));
  }
}

package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.invoke.WrongMethodTypeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Var handles that see numbers in bytes, both byte orders, and one that insists on types. */
public final class ViewHandles {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BUFFER =
      MethodHandles.byteBufferViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle EXACT =
      MethodHandles.arrayElementVarHandle(long[].class).withInvokeExactBehavior();
  private static final VarHandle LATE;

  private static int late;

  static {
    try {
      LATE = MethodHandles.lookup().findStaticVarHandle(ViewHandles.class, "late", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private ViewHandles() {}

  public static void main(String[] args) throws InterruptedException {
    byte[] bytes = new byte[32];
    ByteBuffer buffer = ByteBuffer.allocate(16);
    long[] longs = new long[4];
    for (int i = 0; i < Pace.steps(args); i++) {
      Pace.beat();
      BIG.set(bytes, i % 4, (int) BIG.get(bytes, i % 7) + i);
      LITTLE.set(bytes, 8, (long) LITTLE.get(bytes, 8) * 31 + i);
      DOUBLES.set(bytes, 20, (double) DOUBLES.get(bytes, 20) / 2 + i);
      BUFFER.set(buffer, 2 * (i % 5), (char) ('a' + i % 26));
      EXACT.set(longs, i % 4, (long) EXACT.get(longs, i % 4) + i);
      LATE.set(late + i);
      System.out.println(
          i
              + ": "
              + Arrays.hashCode(bytes)
              + " "
              + buffer.hashCode()
              + " "
              + Arrays.toString(longs)
              + " "
              + late
              + " "
              + insists(longs));
    }
    System.out.println("done: " + Arrays.toString(bytes));
  }

  /** Whether a number of another type is refused. */
  private static boolean insists(long[] longs) {
    try {
      EXACT.set(longs, 0, 7);
      return false;
    } catch (WrongMethodTypeException e) {
      return true;
    }
  }
}

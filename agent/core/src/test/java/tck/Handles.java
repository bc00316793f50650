package tck;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Method handles, var handles and field updaters. */
public final class Handles implements TckCase {
  volatile int number;
  volatile long wide;
  volatile String text = "";
  static int shared;

  private int twice(int x) {
    return 2 * x;
  }

  @Override
  public Object make() throws Exception {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    return new Object[] {
      lookup.findVirtual(String.class, "length", MethodType.methodType(int.class)),
      lookup.findVirtual(Handles.class, "twice", MethodType.methodType(int.class, int.class)),
      lookup.findStatic(Arrays.class, "asList", MethodType.methodType(List.class, Object[].class)),
      lookup.findConstructor(StringBuilder.class, MethodType.methodType(void.class)),
      lookup.findGetter(Handles.class, "number", int.class),
      lookup.findVarHandle(Handles.class, "number", int.class),
      lookup.findStaticVarHandle(Handles.class, "shared", int.class),
      MethodHandles.arrayElementVarHandle(long[].class),
      AtomicLongFieldUpdater.newUpdater(Handles.class, "wide"),
      AtomicReferenceFieldUpdater.newUpdater(Handles.class, String.class, "text"),
      MethodType.methodType(int.class, Handles.class),
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public void check(Object state) throws Exception {
    Object[] parts = (Object[]) state;
    try {
      require((int) ((MethodHandle) parts[0]).invokeExact("abc") == 3, "virtual");
      require((int) ((MethodHandle) parts[1]).invoke(this, 4) == 8, "private");
      require(((List<?>) ((MethodHandle) parts[2]).invoke(1, 2)).size() == 2, "varargs");
      require(((MethodHandle) parts[3]).invoke() instanceof StringBuilder, "constructor");
      number = 9;
      require((int) ((MethodHandle) parts[4]).invoke(this) == 9, "getter");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
    ((VarHandle) parts[5]).setVolatile(this, 5);
    require(number == 5, "var handle");
    ((VarHandle) parts[6]).set(6);
    require(shared == 6, "static var handle");
    long[] array = new long[2];
    ((VarHandle) parts[7]).set(array, 1, 7L);
    require(array[1] == 7, "array var handle");
    ((AtomicLongFieldUpdater<Handles>) parts[8]).set(this, 8L);
    require(wide == 8, "long updater");
    ((AtomicReferenceFieldUpdater<Handles, String>) parts[9]).set(this, "set");
    require(text.equals("set"), "reference updater");
    require(parts[10] == MethodType.methodType(int.class, Handles.class), "method type");
  }
}

package dev.district.jdk;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@code sun.misc.Unsafe} in the libraries shaded into the agent jar: relocation
 * makes FST, Objenesis and lz4-java link to this class.
 *
 * <p>The memory-access methods of {@code sun.misc.Unsafe} are deprecated for removal and print a
 * warning at their first use from release 24 on (JEP 498); those of {@code jdk.internal.misc} do
 * not. Offered is what those libraries call, no more: a packaging test compares. The libraries
 * fetch the instance by reflection on a field named {@code theUnsafe}; hence that name.
 */
public final class SunUnsafe {
  @SuppressWarnings("unused") // by reflection
  private static final SunUnsafe theUnsafe = new SunUnsafe();

  private static final Unsafe U = Raw.U;

  private SunUnsafe() {}

  public Object allocateInstance(Class<?> type) throws InstantiationException {
    return U.allocateInstance(type);
  }

  public long objectFieldOffset(Field field) {
    return U.objectFieldOffset(field);
  }

  /** An int, as in {@code sun.misc}; no array header is longer. */
  public int arrayBaseOffset(Class<?> arrayType) {
    return Math.toIntExact(Raw.arrayBase(arrayType));
  }

  public int arrayIndexScale(Class<?> arrayType) {
    return U.arrayIndexScale(arrayType);
  }

  public long allocateMemory(long bytes) {
    return U.allocateMemory(bytes);
  }

  public void setMemory(long address, long bytes, byte value) {
    U.setMemory(address, bytes, value);
  }

  public void freeMemory(long address) {
    U.freeMemory(address);
  }

  public void copyMemory(
      @Nullable Object from, long fromOffset, @Nullable Object to, long toOffset, long bytes) {
    U.copyMemory(from, fromOffset, to, toOffset, bytes);
  }

  public boolean compareAndSwapInt(@Nullable Object base, long offset, int expected, int value) {
    return U.compareAndSetInt(base, offset, expected, value);
  }

  public boolean compareAndSwapLong(@Nullable Object base, long offset, long expected, long value) {
    return U.compareAndSetLong(base, offset, expected, value);
  }

  public @Nullable Object getObject(@Nullable Object base, long offset) {
    return U.getReference(base, offset);
  }

  public void putObject(@Nullable Object base, long offset, @Nullable Object value) {
    U.putReference(base, offset, value);
  }

  public boolean getBoolean(@Nullable Object base, long offset) {
    return U.getBoolean(base, offset);
  }

  public void putBoolean(@Nullable Object base, long offset, boolean value) {
    U.putBoolean(base, offset, value);
  }

  public byte getByte(@Nullable Object base, long offset) {
    return U.getByte(base, offset);
  }

  public void putByte(@Nullable Object base, long offset, byte value) {
    U.putByte(base, offset, value);
  }

  public byte getByte(long address) {
    return U.getByte(address);
  }

  public void putByte(long address, byte value) {
    U.putByte(address, value);
  }

  public byte getByteVolatile(@Nullable Object base, long offset) {
    return U.getByteVolatile(base, offset);
  }

  public void putByteVolatile(@Nullable Object base, long offset, byte value) {
    U.putByteVolatile(base, offset, value);
  }

  public char getChar(@Nullable Object base, long offset) {
    return U.getChar(base, offset);
  }

  public void putChar(@Nullable Object base, long offset, char value) {
    U.putChar(base, offset, value);
  }

  public char getChar(long address) {
    return U.getChar(address);
  }

  public void putChar(long address, char value) {
    U.putChar(address, value);
  }

  public char getCharVolatile(@Nullable Object base, long offset) {
    return U.getCharVolatile(base, offset);
  }

  public void putCharVolatile(@Nullable Object base, long offset, char value) {
    U.putCharVolatile(base, offset, value);
  }

  public short getShort(@Nullable Object base, long offset) {
    return U.getShort(base, offset);
  }

  public void putShort(@Nullable Object base, long offset, short value) {
    U.putShort(base, offset, value);
  }

  public short getShort(long address) {
    return U.getShort(address);
  }

  public void putShort(long address, short value) {
    U.putShort(address, value);
  }

  public short getShortVolatile(@Nullable Object base, long offset) {
    return U.getShortVolatile(base, offset);
  }

  public void putShortVolatile(@Nullable Object base, long offset, short value) {
    U.putShortVolatile(base, offset, value);
  }

  public int getInt(@Nullable Object base, long offset) {
    return U.getInt(base, offset);
  }

  public void putInt(@Nullable Object base, long offset, int value) {
    U.putInt(base, offset, value);
  }

  public int getInt(long address) {
    return U.getInt(address);
  }

  public void putInt(long address, int value) {
    U.putInt(address, value);
  }

  public int getIntVolatile(@Nullable Object base, long offset) {
    return U.getIntVolatile(base, offset);
  }

  public void putIntVolatile(@Nullable Object base, long offset, int value) {
    U.putIntVolatile(base, offset, value);
  }

  public long getLong(@Nullable Object base, long offset) {
    return U.getLong(base, offset);
  }

  public void putLong(@Nullable Object base, long offset, long value) {
    U.putLong(base, offset, value);
  }

  public long getLong(long address) {
    return U.getLong(address);
  }

  public void putLong(long address, long value) {
    U.putLong(address, value);
  }

  public long getLongVolatile(@Nullable Object base, long offset) {
    return U.getLongVolatile(base, offset);
  }

  public void putLongVolatile(@Nullable Object base, long offset, long value) {
    U.putLongVolatile(base, offset, value);
  }

  public float getFloat(@Nullable Object base, long offset) {
    return U.getFloat(base, offset);
  }

  public void putFloat(@Nullable Object base, long offset, float value) {
    U.putFloat(base, offset, value);
  }

  public float getFloat(long address) {
    return U.getFloat(address);
  }

  public void putFloat(long address, float value) {
    U.putFloat(address, value);
  }

  public float getFloatVolatile(@Nullable Object base, long offset) {
    return U.getFloatVolatile(base, offset);
  }

  public void putFloatVolatile(@Nullable Object base, long offset, float value) {
    U.putFloatVolatile(base, offset, value);
  }

  public double getDouble(@Nullable Object base, long offset) {
    return U.getDouble(base, offset);
  }

  public void putDouble(@Nullable Object base, long offset, double value) {
    U.putDouble(base, offset, value);
  }

  public double getDouble(long address) {
    return U.getDouble(address);
  }

  public void putDouble(long address, double value) {
    U.putDouble(address, value);
  }

  public double getDoubleVolatile(@Nullable Object base, long offset) {
    return U.getDoubleVolatile(base, offset);
  }

  public void putDoubleVolatile(@Nullable Object base, long offset, double value) {
    U.putDoubleVolatile(base, offset, value);
  }
}

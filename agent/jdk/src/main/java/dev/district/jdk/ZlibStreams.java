package dev.district.jdk;

import java.util.List;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The native state of {@link Inflater} and {@link Deflater}, saved and loaded in the midst of a
 * stream. A restored object takes the stream of a new one, whose sizes are the same.
 *
 * <p>zlib documents none of this: {@link ZlibCheck} says whether it may be relied on.
 */
public final class ZlibStreams {
  private static final Class<?> INFLATING =
      Lookups.bootClass("java.util.zip.Inflater$InflaterZStreamRef");
  private static final Class<?> DEFLATING =
      Lookups.bootClass("java.util.zip.Deflater$DeflaterZStreamRef");
  private static final long INFLATING_ADDRESS = Raw.offset(Raw.field(INFLATING, "address"));
  private static final long DEFLATING_ADDRESS = Raw.offset(Raw.field(DEFLATING, "address"));

  /** Header of a zlib stream, and a stored block of one byte. */
  private static final byte[] FIRST_BYTES = {
    0x78, (byte) 0x9C, 0, 1, 0, (byte) 0xFE, (byte) 0xFF, 'A'
  };

  private static final int HEADER = 2;

  private ZlibStreams() {}

  /** Whether objects of the class stand for native streams. */
  public static boolean isReference(Class<?> type) {
    return type == INFLATING || type == DEFLATING;
  }

  /** Whether the stream of the reference isn't ended. */
  public static boolean isOpen(Object reference) {
    return address(reference) != 0;
  }

  /** Whether this JVM's streams can be saved and loaded. */
  public static boolean isCarried() {
    return ZlibCheck.get().passed();
  }

  /** Whether the stream can be saved and loaded. */
  public static boolean isKnown(Object reference) {
    long stream = address(reference);
    ZlibCheck check = ZlibCheck.get();
    return check.passed()
        && (reference.getClass() == DEFLATING
            ? DeflateState.isPlausible(stream)
            : InflateState.isPlausible(stream) && check.knowsTables(stream));
  }

  /** Address and length of each stretch of memory that has to be saved, in their order. */
  public static List<long[]> regions(Object reference) {
    long stream = address(reference);
    return reference.getClass() == DEFLATING
        ? DeflateState.regions(stream)
        : InflateState.regions(stream);
  }

  /** Gives a restored reference a new stream with the state saved at the address. */
  public static void load(Object reference, long saved) {
    if (reference.getClass() == DEFLATING) {
      Deflater donor = new Deflater(DeflateState.level(saved), DeflateState.isRaw(saved));
      DeflateState.load(saved, stream(donor));
      take(reference, Raw.get(donor, Deflater.class, "zsRef"), DEFLATING_ADDRESS);
    } else {
      Inflater donor = begun(InflateState.isRaw(saved));
      ZlibCheck.get().load(saved, stream(donor));
      take(reference, Raw.get(donor, Inflater.class, "zsRef"), INFLATING_ADDRESS);
    }
  }

  private static void take(Object reference, @Nullable Object donor, long at) {
    if (donor == null) {
      throw new IllegalStateException("no native stream");
    }
    Raw.putLong(reference, at, Raw.getLong(donor, at));
    Raw.putLong(donor, at, 0);
  }

  private static long address(Object reference) {
    long at = reference.getClass() == DEFLATING ? DEFLATING_ADDRESS : INFLATING_ADDRESS;
    return Raw.getLong(reference, at);
  }

  static long stream(Inflater inflater) {
    return address(Objects.requireNonNull(Raw.get(inflater, Inflater.class, "zsRef")));
  }

  static long stream(Deflater deflater) {
    return address(Objects.requireNonNull(Raw.get(deflater, Deflater.class, "zsRef")));
  }

  /** A new inflater that has put out one byte, and therefore has a window. */
  static Inflater begun(boolean raw) {
    Inflater inflater = new Inflater(raw);
    int skipped = raw ? HEADER : 0;
    inflater.setInput(FIRST_BYTES, skipped, FIRST_BYTES.length - skipped);
    try {
      if (inflater.inflate(new byte[1]) != 1) {
        throw new IllegalStateException("zlib does not inflate");
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException(e);
    }
    return inflater;
  }
}

package dev.district.jdk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, once per JVM, whether the zlib in it is laid out as {@link InflateState} and {@link
 * DeflateState} have it. First by values that memory must have after known input; then by streams
 * that are saved in their midst, loaded into others, and run to the same end.
 */
final class ZlibCheck {
  private static final int BYTES = 120_000;
  private static final int MARGIN = 4096;
  private static @Nullable ZlibCheck only;

  private long fixedLengths;
  private long fixedDistances;
  private boolean passed;

  private ZlibCheck() {}

  static synchronized ZlibCheck get() {
    if (only == null) {
      only = new ZlibCheck();
      try {
        only.passed = only.layoutHolds() && only.streamsGoOn();
      } catch (DataFormatException | RuntimeException e) {
        only.passed = false;
      }
    }
    return only;
  }

  boolean passed() {
    return passed;
  }

  boolean knowsTables(long stream) {
    return InflateState.hasKnownTables(stream, fixedLengths, fixedDistances);
  }

  void load(long saved, long stream) {
    InflateState.load(saved, stream, fixedLengths, fixedDistances);
  }

  private boolean layoutHolds() throws DataFormatException {
    Inflater begun = ZlibStreams.begun(true);
    Deflater deflater = new Deflater(6, true);
    Inflater fixed = new Inflater(true);
    try {
      long stream = ZlibStreams.stream(begun);
      boolean inflates =
          InflateState.isPlausible(stream)
              && ZStream.totalOut(stream) == 1
              && ZStream.totalIn(stream) == begun.getBytesRead()
              && InflateState.hasWindowOf(stream, 1, (byte) 'A');
      byte[] input = "known input, known input".getBytes(StandardCharsets.US_ASCII);
      deflater.setInput(input);
      int written = deflater.deflate(new byte[MARGIN]);
      stream = ZlibStreams.stream(deflater);
      boolean deflates =
          written == 0
              && DeflateState.isPlausible(stream)
              && DeflateState.hasTaken(stream, input.length, input[0]);
      return inflates && deflates && findFixedTables(fixed, input);
    } finally {
      begun.end();
      deflater.end();
      fixed.end();
    }
  }

  /** A short text is deflated with fixed codes; an inflater in its midst uses the tables. */
  private boolean findFixedTables(Inflater inflater, byte[] input) throws DataFormatException {
    byte[] deflated = deflate(input, 6, true);
    inflater.setInput(deflated, 0, deflated.length - 2);
    boolean some = inflater.inflate(new byte[input.length]) > 0;
    long stream = ZlibStreams.stream(inflater);
    fixedLengths = InflateState.lengthTable(stream);
    fixedDistances = InflateState.distanceTable(stream);
    return some
        && (deflated[0] & 6) == 2
        && InflateState.isPlausible(stream)
        && fixedLengths != 0
        && fixedDistances != 0;
  }

  private boolean streamsGoOn() throws DataFormatException {
    byte[] data = data();
    for (boolean raw : new boolean[] {true, false}) {
      for (int level : new int[] {0, 1, 6}) {
        byte[] deflated = deflate(data, level, raw);
        byte[] undisturbed = deflateInTwo(data, level, raw, false);
        if (!Arrays.equals(undisturbed, deflateInTwo(data, level, raw, true))) {
          return false;
        }
        for (int cut : new int[] {0, 1, 2, deflated.length / 3, deflated.length - 3}) {
          if (!Arrays.equals(data, inflateInTwo(deflated, cut, raw, data.length))) {
            return false;
          }
        }
      }
    }
    byte[] text = "a short text in fixed codes".getBytes(StandardCharsets.US_ASCII);
    byte[] deflated = deflate(text, 6, true);
    return Arrays.equals(text, inflateInTwo(deflated, deflated.length / 2, true, text.length));
  }

  /** Bytes that repeat, but not too much. */
  private static byte[] data() {
    byte[] data = new byte[BYTES];
    int x = 1;
    for (int i = 0; i < data.length; i++) {
      x = x * 1_103_515_245 + 12_345;
      data[i] = (byte) ((x >>> 16) % 7 < 3 && i > 1000 ? data[i - 1 - (x >>> 20) % 900] : x >>> 24);
    }
    return data;
  }

  private static byte[] deflate(byte[] data, int level, boolean raw) {
    Deflater deflater = new Deflater(level, raw);
    deflater.setInput(data);
    deflater.finish();
    byte[] output = new byte[data.length + MARGIN];
    int length = deflater.deflate(output);
    deflater.end();
    return Arrays.copyOf(output, length);
  }

  private static byte[] deflateInTwo(byte[] data, int level, boolean raw, boolean moved) {
    Deflater first = new Deflater(level, raw);
    Deflater second = moved ? new Deflater(level, raw) : first;
    byte[] output = new byte[data.length + MARGIN];
    int half = data.length / 2;
    first.setInput(data, 0, half);
    int length = first.deflate(output, 0, half / 2);
    length += first.deflate(output, length, output.length - length);
    if (moved) {
      long saved = save(Objects.requireNonNull(Raw.get(first, Deflater.class, "zsRef")));
      first.end();
      DeflateState.load(saved, ZlibStreams.stream(second));
      Raw.freeMemory(saved);
    }
    second.setInput(data, half, data.length - half);
    second.finish();
    length += second.deflate(output, length, output.length - length);
    second.end();
    return Arrays.copyOf(output, length);
  }

  private byte[] inflateInTwo(byte[] deflated, int cut, boolean raw, int size)
      throws DataFormatException {
    Inflater first = new Inflater(raw);
    Inflater second = ZlibStreams.begun(raw);
    byte[] output = new byte[size + 1];
    first.setInput(deflated, 0, cut);
    int length = first.inflate(output, 0, size);
    long saved = save(Objects.requireNonNull(Raw.get(first, Inflater.class, "zsRef")));
    first.end();
    load(saved, ZlibStreams.stream(second));
    Raw.freeMemory(saved);
    second.setInput(deflated, cut, deflated.length - cut);
    length += second.inflate(output, length, output.length - length);
    boolean ended = second.finished();
    second.end();
    return ended ? Arrays.copyOf(output, length) : new byte[0];
  }

  private static long save(Object reference) {
    long total = 0;
    for (long[] region : ZlibStreams.regions(reference)) {
      total += region[1];
    }
    long saved = Raw.allocateMemory(total);
    long at = saved;
    for (long[] region : ZlibStreams.regions(reference)) {
      Raw.copyMemory(null, region[0], null, at, region[1]);
      at += region[1];
    }
    return saved;
  }
}

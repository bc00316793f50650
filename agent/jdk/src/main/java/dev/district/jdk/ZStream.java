package dev.district.jdk;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code z_stream} of zlib on a 64-bit machine ({@code zlib.h}, unchanged since 1.0):
 *
 * <pre>
 *    0 next_in    8 avail_in   16 total_in   24 next_out   32 avail_out   40 total_out   48 msg
 *   56 state     64 zalloc     72 zfree      80 opaque     88 data_type   96 adler      104 reserved
 * </pre>
 *
 * Between two calls next_in and next_out mean nothing.
 */
final class ZStream {
  static final int BYTES = 112;
  private static final int TOTAL_IN = 16;
  private static final int TOTAL_OUT = 40;
  private static final int STATE = 56;
  private static final int DATA_TYPE = 88;
  private static final int ADLER = 96;

  private ZStream() {}

  static long state(long stream) {
    return Raw.getLong(null, stream + STATE);
  }

  static long totalIn(long stream) {
    return Raw.getLong(null, stream + TOTAL_IN);
  }

  static long totalOut(long stream) {
    return Raw.getLong(null, stream + TOTAL_OUT);
  }

  /** Copies what survives a call. */
  static void copy(long from, long to) {
    for (int at : new int[] {TOTAL_IN, TOTAL_OUT, ADLER}) {
      Raw.putLong(null, to + at, Raw.getLong(null, from + at));
    }
    Raw.putInt(null, to + DATA_TYPE, Raw.getInt(null, from + DATA_TYPE));
  }

  /** Stretches of memory, one after the other, as one list. */
  static List<long[]> regions(long... addressesAndLengths) {
    List<long[]> regions = new ArrayList<>();
    for (int i = 0; i < addressesAndLengths.length; i += 2) {
      if (addressesAndLengths[i + 1] > 0) {
        regions.add(new long[] {addressesAndLengths[i], addressesAndLengths[i + 1]});
      }
    }
    return regions;
  }
}

package dev.district.jdk;

import java.util.List;

/**
 * {@code struct inflate_state} of zlib 1.2.9 to 1.3.1 on a 64-bit machine ({@code inflate.h}):
 *
 * <pre>
 *     0 strm       8 mode      12 last      16 wrap      20 havedict   24 flags     28 dmax
 *    32 check     40 total     48 head      56 wbits     60 wsize      64 whave     68 wnext
 *    72 window    80 hold      88 bits      92 length    96 offset    100 extra
 *   104 lencode  112 distcode 120 lenbits  124 distbits 128 ncode     132 nlen     136 ndist
 *   140 have     144 next     152 lens[320] u16         792 work[288] u16
 *  1368 codes[1444] u32      7144 sane     7148 back    7152 was
 * </pre>
 *
 * The window is memory of its own. The code tables are in {@code codes} or, for blocks of fixed
 * codes, constants of the library.
 */
final class InflateState {
  private static final int BYTES = 7160;
  private static final int MODE = 8;
  private static final int WRAP = 16;
  private static final int HEAD = 48;
  private static final int WBITS = 56;
  private static final int WSIZE = 60;
  private static final int WHAVE = 64;
  private static final int WNEXT = 68;
  private static final int WINDOW = 72;
  private static final int BITS = 88;
  private static final int LENCODE = 104;
  private static final int DISTCODE = 112;
  private static final int NEXT = 144;
  private static final int CODES = 1368;
  private static final int CODES_END = 7144;
  private static final int FIRST_MODE = 16180;
  private static final int LAST_MODE = 16211;
  private static final int MOST_BITS = 15;

  private InflateState() {}

  private static int number(long state, int at) {
    return Raw.getInt(null, state + at);
  }

  private static long pointer(long state, int at) {
    return Raw.getLong(null, state + at);
  }

  /** Whether the memory behind the stream looks like this structure in every respect known. */
  static boolean isPlausible(long stream) {
    long state = ZStream.state(stream);
    if (state == 0 || pointer(state, 0) != stream || pointer(state, HEAD) != 0) {
      return false;
    }
    int mode = number(state, MODE);
    int bits = number(state, WBITS);
    int size = number(state, WSIZE);
    int have = number(state, WHAVE);
    int next = number(state, WNEXT);
    return mode >= FIRST_MODE
        && mode <= LAST_MODE
        && bits >= 0
        && bits <= MOST_BITS
        && (size == 0 || size == 1 << bits)
        && have >= 0
        && have <= size
        && next >= 0
        && next <= size
        && (size == 0 || pointer(state, WINDOW) != 0)
        && number(state, BITS) >= 0
        && number(state, BITS) <= Long.SIZE
        && isOwn(state, state, NEXT);
  }

  /** Whether a pointer leads into the code tables of the state itself. */
  private static boolean isOwn(long state, long home, int at) {
    long pointer = pointer(state, at);
    return pointer >= home + CODES && pointer <= home + CODES_END;
  }

  /** Whether both tables are the state's own or the given constants. */
  static boolean hasKnownTables(long stream, long fixedLengths, long fixedDistances) {
    long state = ZStream.state(stream);
    return (isOwn(state, state, LENCODE) || pointer(state, LENCODE) == fixedLengths)
        && (isOwn(state, state, DISTCODE) || pointer(state, DISTCODE) == fixedDistances);
  }

  static long lengthTable(long stream) {
    return pointer(ZStream.state(stream), LENCODE);
  }

  static long distanceTable(long stream) {
    return pointer(ZStream.state(stream), DISTCODE);
  }

  static boolean isRaw(long saved) {
    return number(saved + ZStream.BYTES, WRAP) == 0;
  }

  /** The first byte of the window and how many there are, for a check of the layout. */
  static boolean hasWindowOf(long stream, int count, byte first) {
    long state = ZStream.state(stream);
    return number(state, WHAVE) == count
        && number(state, WNEXT) == count
        && Raw.getByte(null, pointer(state, WINDOW)) == first;
  }

  /** What has to be saved: stream, state, window. */
  static List<long[]> regions(long stream) {
    long state = ZStream.state(stream);
    return ZStream.regions(
        stream, ZStream.BYTES, state, BYTES, pointer(state, WINDOW), number(state, WSIZE));
  }

  /**
   * Gives a stream, which has a window already, the saved state.
   *
   * @param saved the regions, one after the other
   */
  static void load(long saved, long stream, long fixedLengths, long fixedDistances) {
    long from = saved + ZStream.BYTES;
    long home = ZStream.state(saved);
    long to = ZStream.state(stream);
    long window = pointer(to, WINDOW);
    ZStream.copy(saved, stream);
    Raw.copyMemory(null, from + MODE, null, to + MODE, BYTES - MODE);
    Raw.putLong(null, to + WINDOW, window);
    Raw.copyMemory(null, from + BYTES, null, window, number(from, WSIZE));
    relocate(from, home, to, LENCODE, fixedLengths);
    relocate(from, home, to, DISTCODE, fixedDistances);
    relocate(from, home, to, NEXT, 0);
  }

  private static void relocate(long from, long home, long to, int at, long fixed) {
    long pointer = isOwn(from, home, at) ? pointer(from, at) - home + to : fixed;
    Raw.putLong(null, to + at, pointer);
  }
}

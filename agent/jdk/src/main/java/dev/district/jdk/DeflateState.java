package dev.district.jdk;

import java.util.List;

/**
 * {@code struct internal_state} of zlib 1.2.12 to 1.3.1 on a 64-bit machine ({@code deflate.h}):
 *
 * <pre>
 *     0 strm         8 status      16 pending_buf   24 pending_buf_size   32 pending_out
 *    40 pending     48 wrap        56 gzhead        64 gzindex   72 method   76 last_flush
 *    80 w_size      84 w_bits      88 w_mask        96 window   104 window_size
 *   112 prev       120 head       128 ins_h        132 hash_size … 152 block_start … 172 strstart
 *   180 lookahead  196 level      200 strategy     212 trees
 *  2904 l_desc    2928 d_desc    2952 bl_desc     2976 counts, heap, depth
 *  5888 sym_buf   5896 lit_bufsize  5900 sym_next  5904 sym_end … 5944 high_water
 * </pre>
 *
 * Each descriptor is a pointer to a tree of the state, a number and a pointer to constants of the
 * library. Window, prev, head and pending_buf are memory of their own, of sizes that depend on
 * w_size, hash_size and lit_bufsize only; sym_buf is part of pending_buf.
 */
final class DeflateState {
  private static final int BYTES = 5952;
  private static final int STATUS = 8;
  private static final int PENDING_BUF = 16;
  private static final int PENDING_BUF_SIZE = 24;
  private static final int PENDING_OUT = 32;
  private static final int WRAP = 48;
  private static final int GZHEAD = 56;
  private static final int W_SIZE = 80;
  private static final int WINDOW = 96;
  private static final int WINDOW_SIZE = 104;
  private static final int PREV = 112;
  private static final int HEAD = 120;
  private static final int HASH_SIZE = 132;
  private static final int STRSTART = 172;
  private static final int LOOKAHEAD = 180;
  private static final int LEVEL = 196;
  private static final int STRATEGY = 200;
  private static final int TREES = 212;
  private static final int L_DESC = 2904;
  private static final int D_DESC = 2928;
  private static final int BL_DESC = 2952;
  private static final int STAT_DESC = 16;
  private static final int SYM_BUF = 5888;
  private static final int LIT_BUFSIZE = 5896;
  private static final int SYM_END = 5904;
  private static final int D_TREE = TREES + 573 * 4;
  private static final int BL_TREE = D_TREE + 61 * 4;
  private static final int POS_BYTES = 2;
  private static final int LIT_BYTES = 4;
  private static final int[] POINTERS = {
    0,
    PENDING_BUF,
    PENDING_OUT,
    GZHEAD,
    WINDOW,
    PREV,
    HEAD,
    L_DESC,
    L_DESC + STAT_DESC,
    D_DESC,
    D_DESC + STAT_DESC,
    BL_DESC,
    BL_DESC + STAT_DESC,
    SYM_BUF
  };

  private DeflateState() {}

  private static int number(long state, int at) {
    return Raw.getInt(null, state + at);
  }

  private static long pointer(long state, int at) {
    return Raw.getLong(null, state + at);
  }

  /** Whether the memory behind the stream looks like this structure in every respect known. */
  static boolean isPlausible(long stream) {
    long state = ZStream.state(stream);
    if (state == 0 || pointer(state, 0) != stream || pointer(state, GZHEAD) != 0) {
      return false;
    }
    long buffer = pointer(state, PENDING_BUF);
    long size = pointer(state, PENDING_BUF_SIZE);
    int window = number(state, W_SIZE);
    int literals = number(state, LIT_BUFSIZE);
    return window == 1 << 15
        && number(state, HASH_SIZE) == 1 << 15
        && literals == 1 << 14
        && size == (long) literals * LIT_BYTES
        && pointer(state, WINDOW_SIZE) == 2L * window
        && number(state, SYM_END) == (literals - 1) * 3
        && pointer(state, SYM_BUF) == buffer + literals
        && pointer(state, L_DESC) == state + TREES
        && pointer(state, D_DESC) == state + D_TREE
        && pointer(state, BL_DESC) == state + BL_TREE
        && pointer(state, PENDING_OUT) >= buffer
        && pointer(state, PENDING_OUT) <= buffer + size
        && number(state, STRSTART) + number(state, LOOKAHEAD) <= 2 * window;
  }

  static boolean isRaw(long saved) {
    return number(saved + ZStream.BYTES, WRAP) == 0;
  }

  static int level(long saved) {
    return number(saved + ZStream.BYTES, LEVEL);
  }

  static int strategy(long saved) {
    return number(saved + ZStream.BYTES, STRATEGY);
  }

  /**
   * Whether the stream has taken so many bytes, the first of them this one; to check the layout.
   */
  static boolean hasTaken(long stream, int count, byte first) {
    long state = ZStream.state(stream);
    return number(state, STRSTART) + number(state, LOOKAHEAD) == count
        && Raw.getByte(null, pointer(state, WINDOW)) == first;
  }

  /** What has to be saved: stream, state, and the memory of its own. */
  static List<long[]> regions(long stream) {
    long state = ZStream.state(stream);
    long window = number(state, W_SIZE);
    return ZStream.regions(
        stream,
        ZStream.BYTES,
        state,
        BYTES,
        pointer(state, WINDOW),
        2 * window,
        pointer(state, PREV),
        POS_BYTES * window,
        pointer(state, HEAD),
        (long) POS_BYTES * number(state, HASH_SIZE),
        pointer(state, PENDING_BUF),
        pointer(state, PENDING_BUF_SIZE));
  }

  /**
   * Gives a new stream the saved state.
   *
   * @param saved the regions, one after the other
   */
  static void load(long saved, long stream) {
    long from = saved + ZStream.BYTES;
    long to = ZStream.state(stream);
    List<long[]> own = regions(stream);
    long[] kept = new long[POINTERS.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = pointer(to, POINTERS[i]);
    }
    ZStream.copy(saved, stream);
    Raw.copyMemory(null, from + STATUS, null, to + STATUS, BYTES - STATUS);
    for (int i = 0; i < kept.length; i++) {
      Raw.putLong(null, to + POINTERS[i], kept[i]);
    }
    long written = pointer(from, PENDING_OUT) - pointer(from, PENDING_BUF);
    Raw.putLong(null, to + PENDING_OUT, pointer(to, PENDING_BUF) + written);
    long at = from + BYTES;
    for (long[] region : own.subList(2, own.size())) {
      Raw.copyMemory(null, at, null, region[0], region[1]);
      at += region[1];
    }
  }
}

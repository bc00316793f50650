package dev.district.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Memory of the program that a restart has put where it was before. Programs remember addresses in
 * ordinary fields (Netty's buffers do), which nobody can tell from other numbers; so blocks have to
 * come back to theirs. The C library can't be asked for a certain address, the kernel can: {@code
 * mmap(2)} with {@code MAP_FIXED_NOREPLACE}, Linux 4.17 and later. Earlier ones take the flag for
 * no more than a hint, and answer with another address.
 *
 * <p>Pages are given back when the last block in them has been.
 */
public final class PlacedMemory {
  private static final int PROT_READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS_NORESERVE = 0x2 | 0x20 | 0x4000;
  private static final int FIXED_NOREPLACE = 0x100000;

  /** Ends of blocks by their addresses. */
  private static final NavigableMap<Long, Long> LIVE = new TreeMap<>();

  private PlacedMemory() {}

  /** Pages from an address up to another. */
  private record Range(long start, long end) {}

  /** Whether it can be had in this JVM. */
  public static boolean isAvailable() {
    return Availability.AVAILABLE;
  }

  /** Found out when asked first. */
  private static final class Availability {
    static final boolean AVAILABLE = KernelSocket.areAvailable();
  }

  /**
   * Takes the pages of all blocks, so that nobody else gets them.
   *
   * @param lengths of the blocks, by address
   * @return false if something else is at one of these addresses already
   */
  public static boolean reserve(Map<Long, Long> lengths) {
    CLibrary.call("munmap", 0, 0);
    for (Range range : pages(new TreeMap<>(lengths))) {
      int flags = PRIVATE_ANONYMOUS_NORESERVE | FIXED_NOREPLACE;
      long length = range.end - range.start;
      int got = CLibrary.call("mmap", range.start, length, PROT_READ_WRITE, flags, -1, 0);
      if (got != (int) range.start) {
        return false;
      }
    }
    return true;
  }

  private static List<Range> pages(NavigableMap<Long, Long> lengths) {
    long page = Raw.U.pageSize();
    List<Range> ranges = new ArrayList<>();
    long start = 0;
    long end = 0;
    for (Map.Entry<Long, Long> block : lengths.entrySet()) {
      if (block.getValue() == 0) {
        continue;
      }
      long first = block.getKey() & -page;
      if (first > end) {
        add(ranges, start, end);
        start = first;
      }
      end = Math.max(end, up(block.getKey() + block.getValue(), page));
    }
    add(ranges, start, end);
    return ranges;
  }

  private static void add(List<Range> ranges, long start, long end) {
    if (end > start) {
      ranges.add(new Range(start, end));
    }
  }

  private static long up(long address, long page) {
    return address + page - 1 & -page;
  }

  /** From now on a block is there, in pages that are reserved. */
  public static synchronized void put(long address, long length) {
    if (length > 0) {
      LIVE.put(address, address + length);
    }
  }

  /** Whether a block begins there. */
  public static synchronized boolean holds(long address) {
    return LIVE.containsKey(address);
  }

  /** Frees the block that begins there; false if there is none. */
  public static synchronized boolean release(long address) {
    Long end = LIVE.remove(address);
    if (end == null) {
      return false;
    }
    long page = Raw.U.pageSize();
    long from = address & -page;
    long to = up(end, page);
    Map.Entry<Long, Long> before = LIVE.lowerEntry(address);
    if (before != null && before.getValue() > from) {
      from = up(before.getValue(), page);
    }
    Long after = LIVE.higherKey(address);
    if (after != null && after < to) {
      to = after & -page;
    }
    if (to > from) {
      CLibrary.call("munmap", from, to - from);
    }
    return true;
  }
}

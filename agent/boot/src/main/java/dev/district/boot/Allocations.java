package dev.district.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blocks of memory that the program has from {@code sun.misc.Unsafe}: where they are and how long.
 * Nobody else knows, since to the heap they are numbers.
 */
public final class Allocations {
  private static final ConcurrentHashMap<Long, Block> BLOCKS = new ConcurrentHashMap<>();

  private static volatile Placed placed;

  private Allocations() {}

  /** Memory that a restart has put where it was; the C library knows nothing of it. */
  public interface Placed {
    /** Whether a block begins there. */
    boolean holds(long address);

    /** Frees the block that begins there; false if there is none. */
    boolean release(long address);
  }

  /** One allocation. Compared by identity: an address may be used again at any time. */
  public static final class Block {
    final long length;

    Block(long length) {
      this.length = length;
    }
  }

  /** From now on there is such memory. */
  public static void install(Placed memory) {
    placed = memory;
  }

  /** End of {@code allocateMemory}. */
  public static void allocated(long address, long length) {
    if (address != 0) {
      BLOCKS.put(address, new Block(length));
    }
  }

  /**
   * Head of {@code freeMemory}; before the memory is free, because somebody else may be given it
   * next.
   *
   * @return true if there is nothing left for the C library to do
   */
  public static boolean freed(long address) {
    if (address == 0) {
      return false;
    }
    BLOCKS.remove(address);
    Placed memory = placed;
    return memory != null && memory.release(address);
  }

  /** Head of {@code reallocateMemory}: whether the block has to be copied. */
  public static boolean isPlaced(long address) {
    Placed memory = placed;
    return memory != null && address != 0 && memory.holds(address);
  }

  /** How much of a block goes into one of another length. */
  public static long common(long address, long length) {
    Block block = BLOCKS.get(address);
    return block == null ? length : Math.min(block.length, length);
  }

  /** Head of {@code reallocateMemory}: the block as it is before. */
  public static Block find(long address) {
    return address == 0 ? null : BLOCKS.get(address);
  }

  /** End of {@code reallocateMemory}. */
  public static void reallocated(long address, long length, long before, Block block) {
    if (block != null) {
      BLOCKS.remove(before, block);
    }
    allocated(address, length);
  }

  /** Lengths by address. */
  public static Map<Long, Long> lengths() {
    Map<Long, Long> lengths = new HashMap<>();
    for (Map.Entry<Long, Block> entry : BLOCKS.entrySet()) {
      lengths.put(entry.getKey(), entry.getValue().length);
    }
    return lengths;
  }
}

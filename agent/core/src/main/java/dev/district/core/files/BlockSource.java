package dev.district.core.files;

/** Gives back what a {@link BlockSink} took, in the same order. */
@FunctionalInterface
public interface BlockSource {
  /** Reads the next bytes. */
  void read(long address, long length);
}

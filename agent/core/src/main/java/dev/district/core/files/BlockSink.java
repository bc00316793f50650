package dev.district.core.files;

/** Takes memory into the image, block by block. */
public interface BlockSink {
  /** Adds to the block that is being written. */
  void append(long address, long length);

  /** Ends the block and returns its index. */
  int end();
}

package dev.district.launcher.heap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes records of the HPROF binary format, version 1.0.2, as HotSpot's {@code heapDumper.cpp}
 * defines it. All numbers are big-endian; identifiers have eight bytes.
 *
 * <pre>
 *   file     "JAVA PROFILE 1.0.2\\0"  u4 size of identifiers  u8 milliseconds of the time of day
 *            records
 *   record   u1 tag  u4 microseconds  u4 length  body
 *   segment  a record HEAP_DUMP_SEGMENT, whose body consists of sub-records
 * </pre>
 */
final class HprofRecords implements AutoCloseable {
  static final int UTF8 = 0x01;
  static final int LOAD_CLASS = 0x02;
  static final int FRAME = 0x04;
  static final int TRACE = 0x05;
  private static final int HEAP_DUMP_SEGMENT = 0x1C;
  private static final int HEAP_DUMP_END = 0x2C;
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final long FIRST_STRING = 1L << 48;

  private final DataOutputStream out;
  private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
  private final DataOutputStream segmentData = new DataOutputStream(segment);
  private final Map<String, Long> strings = new HashMap<>();

  HprofRecords(OutputStream out, long timeMillis) throws IOException {
    this.out = new DataOutputStream(out);
    this.out.write("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII));
    this.out.writeInt(Long.BYTES);
    this.out.writeLong(timeMillis);
  }

  /** Fills the body of a record. */
  @FunctionalInterface
  interface Body {
    void write(DataOutputStream body) throws IOException;
  }

  void record(int tag, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.write(new DataOutputStream(bytes));
    header(tag, bytes.size());
    bytes.writeTo(out);
  }

  private void header(int tag, long length) throws IOException {
    out.writeByte(tag);
    out.writeInt(0);
    out.writeInt((int) length);
  }

  /** The identifier of a string, which is written the first time. Not while a segment is open. */
  long string(String text) throws IOException {
    Long known = strings.get(text);
    if (known != null) {
      return known;
    }
    long id = FIRST_STRING + strings.size() + 1;
    strings.put(text, id);
    record(
        UTF8,
        body -> {
          body.writeLong(id);
          body.write(text.getBytes(StandardCharsets.UTF_8));
        });
    return id;
  }

  /** Where the sub-records go; call {@link #next} after each. */
  DataOutputStream segment() {
    return segmentData;
  }

  /** Ends a sub-record, and the segment when it has become large. */
  void next() {
    if (segment.size() >= SEGMENT_BYTES) {
      flush();
    }
  }

  /**
   * Begins a segment of exactly that many bytes, for a sub-record too large to be gathered first.
   *
   * @return where it goes
   */
  DataOutputStream large(long bytes) throws IOException {
    flush();
    if (bytes > 0xffff_ffffL) {
      throw new IOException(
          "an array of " + bytes + " bytes is larger than the HPROF format can hold");
    }
    header(HEAP_DUMP_SEGMENT, bytes);
    return out;
  }

  private void flush() {
    if (segment.size() > 0) {
      try {
        header(HEAP_DUMP_SEGMENT, segment.size());
        segment.writeTo(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      segment.reset();
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    header(HEAP_DUMP_END, 0);
    out.close();
  }
}

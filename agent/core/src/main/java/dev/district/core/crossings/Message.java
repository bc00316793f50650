package dev.district.core.crossings;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What agents tell each other, as {@link DataOutputStream} writes it. */
final class Message {
  private Message() {}

  /** Writes a message. */
  interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  static byte[] of(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static DataInputStream in(byte[] message) {
    return new DataInputStream(new ByteArrayInputStream(message));
  }

  /** As the reader's side sees the addresses. */
  static void write(DataOutputStream out, Tuple mine) throws IOException {
    Tuple tuple = mine.mirrored();
    out.writeUTF(tuple.local().host());
    out.writeInt(tuple.local().port());
    out.writeUTF(tuple.remote().host());
    out.writeInt(tuple.remote().port());
  }

  static Tuple tuple(DataInputStream in) throws IOException {
    Endpoint local = Endpoint.of(in.readUTF(), in.readInt());
    return new Tuple(local, Endpoint.of(in.readUTF(), in.readInt()));
  }

  static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("message of another agent with " + length + " bytes in it");
    }
    return in.readNBytes(length);
  }

  static int count(DataInputStream in) throws IOException {
    return count(in, 1);
  }

  /** A number of entries that take so many bytes each. */
  static int count(DataInputStream in, int bytes) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available() / bytes) {
      throw new IOException("message of another agent with " + count + " entries");
    }
    return count;
  }
}

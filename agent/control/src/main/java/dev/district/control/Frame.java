package dev.district.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * One message. A connection carries one request and one reply, and more when the request was the
 * first step of a {@link RoundPart}; then it is closed.
 *
 * <pre>
 *  0       1       2       3       4       5       6       7
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * |        magic "DCTL"           |version| kind  |     code      |
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * |                         incarnation                           |
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * |        body length            |      CRC-32 of all the rest   |
 * +-------+-------+-------+-------+-------+-------+-------+-------+
 * | body: string text, u2 count, count x (string key, string value)
 * +---------------------------------------------------------------
 *   string: u4 length in bytes, UTF-8
 * </pre>
 *
 * All numbers are big-endian. {@code version} is 1; a reader refuses any other. {@code kind} is 1
 * for a request, whose text is the verb and whose code is 0, and 2 for a reply, whose text is the
 * message and whose code an {@link ExitCode}. Incarnation 0 in a request means "whichever runs". A
 * body is at most 1 MiB and a map at most 1024 entries; longer ones are refused before anything is
 * allocated for them. Bytes left over after the last entry are refused as well.
 *
 * @param kind {@link #REQUEST} or {@link #REPLY}
 * @param code see above
 * @param incarnation the sender's, or the one the request is meant for
 * @param text verb or message
 * @param values arguments or values
 */
record Frame(int kind, int code, long incarnation, String text, Map<String, String> values) {
  static final int REQUEST = 1;
  static final int REPLY = 2;
  static final int HEADER_BYTES = 24;
  static final int BODY_LIMIT_BYTES = 1 << 20;
  static final int ENTRY_LIMIT = 1024;

  private static final int MAGIC = 0x4443544C;
  private static final int VERSION = 1;
  private static final int LENGTH_OFFSET = 16;
  private static final int CRC_OFFSET = 20;

  /** The message as bytes, ready to be written. */
  ByteBuffer encode() throws ControlProtocolException {
    byte[][] strings = new byte[1 + 2 * values.size()][];
    strings[0] = text.getBytes(StandardCharsets.UTF_8);
    int next = 1;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      strings[next++] = entry.getKey().getBytes(StandardCharsets.UTF_8);
      strings[next++] = entry.getValue().getBytes(StandardCharsets.UTF_8);
    }
    long body = 2;
    for (byte[] string : strings) {
      body += 4L + string.length;
    }
    if (body > BODY_LIMIT_BYTES || values.size() > ENTRY_LIMIT) {
      throw new ControlProtocolException(
          "message of " + body + " bytes and " + values.size() + " entries is over the limit");
    }
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + (int) body);
    out.putInt(MAGIC).put((byte) VERSION).put((byte) kind).putShort((short) code);
    out.putLong(incarnation).putInt((int) body).putInt(0);
    put(out, strings[0]);
    out.putShort((short) values.size());
    for (int i = 1; i < strings.length; i++) {
      put(out, strings[i]);
    }
    out.flip();
    out.putInt(CRC_OFFSET, crc(out));
    return out;
  }

  /** Checks a header and returns the length of the body that follows. */
  static int bodyLength(ByteBuffer header) throws ControlProtocolException {
    if (header.getInt(0) != MAGIC) {
      throw new ControlProtocolException("not a control message: wrong magic number");
    }
    if (header.get(4) != VERSION) {
      throw new ControlProtocolException(
          "control protocol version "
              + (header.get(4) & 0xFF)
              + " is not "
              + VERSION
              + "; use the launcher and the agent of one release");
    }
    int length = header.getInt(LENGTH_OFFSET);
    if (length < 6 || length > BODY_LIMIT_BYTES) {
      throw new ControlProtocolException("control message with a body of " + length + " bytes");
    }
    return length;
  }

  /** Reads a whole message, header included, from position 0 to the limit. */
  static Frame decode(ByteBuffer message) throws ControlProtocolException {
    if (message.limit() != HEADER_BYTES + bodyLength(message)) {
      throw new ControlProtocolException("control message of the wrong length");
    }
    if (message.getInt(CRC_OFFSET) != crc(message)) {
      throw new ControlProtocolException("control message with a wrong checksum");
    }
    int kind = message.get(5);
    if (kind != REQUEST && kind != REPLY) {
      throw new ControlProtocolException("control message of unknown kind " + kind);
    }
    ByteBuffer body = message.duplicate().position(HEADER_BYTES);
    String text = take(body);
    if (body.remaining() < 2) {
      throw new ControlProtocolException("control message without a count");
    }
    int count = body.getShort() & 0xFFFF;
    if (count > ENTRY_LIMIT) {
      throw new ControlProtocolException("control message with " + count + " entries");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      if (values.put(take(body), take(body)) != null) {
        throw new ControlProtocolException("control message with the same key twice");
      }
    }
    if (body.hasRemaining()) {
      throw new ControlProtocolException("control message with bytes after its last entry");
    }
    return new Frame(kind, message.getShort(6) & 0xFFFF, message.getLong(8), text, values);
  }

  private static int crc(ByteBuffer message) {
    CRC32 crc = new CRC32();
    crc.update(message.duplicate().position(0).limit(CRC_OFFSET));
    crc.update(message.duplicate().position(HEADER_BYTES));
    return (int) crc.getValue();
  }

  private static void put(ByteBuffer out, byte[] string) {
    out.putInt(string.length).put(string);
  }

  private static String take(ByteBuffer body) throws ControlProtocolException {
    if (body.remaining() < 4) {
      throw new ControlProtocolException("control message ends inside a string");
    }
    int length = body.getInt();
    if (length < 0 || length > body.remaining()) {
      throw new ControlProtocolException("control message with a string of " + length + " bytes");
    }
    ByteBuffer bytes = body.slice(body.position(), length);
    body.position(body.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new ControlProtocolException("control message with a string that isn't UTF-8");
    }
  }
}

package dev.district.image.fst;

import java.io.IOException;
import org.nustaq.serialization.FSTClazzInfo;
import org.nustaq.serialization.FSTConfiguration;
import org.nustaq.serialization.FSTObjectOutput;
import org.nustaq.serialization.coders.FSTStreamDecoder;

/**
 * Reads class numbers, tags and strings, and refuses all that {@link MetadataCodec} never writes.
 */
final class GuardedDecoder extends FSTStreamDecoder {
  private final FSTConfiguration configuration;
  private int length;
  private char[] characters = new char[0];

  GuardedDecoder(FSTConfiguration configuration) {
    super(configuration);
    this.configuration = configuration;
  }

  @Override
  public void resetWith(byte[] bytes, int count) {
    super.resetWith(bytes, count);
    length = count;
  }

  /** Bytes not read yet; negative if the stream has been overrun. */
  int remaining() {
    return length - getInputPos();
  }

  /** Numbers of registered classes only: the base class would load any class the stream names. */
  @Override
  public FSTClazzInfo readClass() throws IOException {
    int number = readFShort();
    FSTClazzInfo info = configuration.getClassRegistry().getClazzFromId(number);
    if (info == null) {
      throw new IOException("class number " + number + " is not that of a carrier");
    }
    return info;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class classForName(String name) throws ClassNotFoundException {
    throw new ClassNotFoundException("a class by name in metadata: " + name);
  }

  @Override
  public byte readObjectHeaderTag() throws IOException {
    byte tag = super.readObjectHeaderTag();
    switch (tag) {
      case FSTObjectOutput.NULL:
      case FSTObjectOutput.STRING:
      case FSTObjectOutput.TYPED:
      case FSTObjectOutput.OBJECT:
      case FSTObjectOutput.ARRAY:
        return tag;
      default:
        throw new IOException("tag " + tag + " has no place in metadata");
    }
  }

  /** What ends an object: carriers have no versioned fields. */
  @Override
  public int readVersionTag() throws IOException {
    int tag = super.readVersionTag();
    if (tag != 0) {
      throw new IOException("version tag " + tag + " has no place in metadata");
    }
    return tag;
  }

  /** As the base class, but the length is believed only if that many bytes are left. */
  @Override
  public String readStringUTF() throws IOException {
    int count = readFInt();
    if (count < 0 || count > remaining()) {
      throw new IOException(
          "a string of " + count + " characters where " + remaining() + " bytes are left");
    }
    if (characters.length < count) {
      characters = new char[Math.max(count, 256)];
    }
    byte[] bytes = getBuffer();
    int at = getInputPos();
    for (int i = 0; i < count; i++) {
      int head = bytes[at++] & 0xFF;
      if (head == 255) {
        head = (bytes[at++] & 0xFF) | (bytes[at++] & 0xFF) << 8;
      }
      characters[i] = (char) head;
    }
    moveTo(at);
    return new String(characters, 0, count);
  }
}

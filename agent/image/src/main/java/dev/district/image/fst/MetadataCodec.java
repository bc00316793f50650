package dev.district.image.fst;

import dev.district.image.meta.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.nustaq.serialization.util.FSTInputStream;

/**
 * Carrier objects to bytes and back.
 *
 * <p>The stream holds class numbers in the order of {@link dev.district.image.meta.Carriers}, never
 * names. Objects form a tree: what is referred to twice comes back as two. Thread-safe; leaves
 * nothing behind in the calling thread, which may be one that a checkpoint captures.
 */
public final class MetadataCodec {
  private static final CarrierConfiguration CONFIGURATION = new CarrierConfiguration();

  private MetadataCodec() {}

  /**
   * Loads and links what coding needs, some 60 ms of work that would otherwise fall into the first
   * checkpoint's pause.
   *
   * @throws IllegalStateException if the codec does not work in this VM
   */
  public static void prepare() {
    try {
      ByteBuffer encoded = encode(new Manifest());
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      decode(bytes);
    } catch (IOException | MetadataRejected e) {
      throw new IllegalStateException("metadata can't be coded in this VM", e);
    }
  }

  /** The bytes of a carrier and everything it refers to. */
  public static ByteBuffer encode(Object carrier) throws IOException {
    CarrierConfiguration configuration = CONFIGURATION;
    synchronized (configuration) {
      CarrierOutput out = new CarrierOutput(configuration);
      try {
        out.writeObject(carrier);
        return ByteBuffer.wrap(out.getBuffer(), 0, out.getWritten());
      } finally {
        out.clearThread();
      }
    }
  }

  /**
   * The carrier that the bytes stand for; all of them must be used up.
   *
   * @throws MetadataRejected if {@link #encode} can't have made these bytes
   */
  public static Object decode(byte[] bytes) throws MetadataRejected {
    CarrierConfiguration configuration = CONFIGURATION;
    synchronized (configuration) {
      try {
        return new GuardedInput(configuration, bytes).readCarrier();
      } catch (Exception e) {
        throw new MetadataRejected("metadata can't be decoded: " + rootMessage(e), e);
      } catch (StackOverflowError e) {
        throw new MetadataRejected("metadata is nested too deeply", e);
      } finally {
        FSTInputStream.cachedBuffer.remove();
      }
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}

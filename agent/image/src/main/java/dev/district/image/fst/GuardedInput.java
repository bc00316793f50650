package dev.district.image.fst;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTClazzInfo.FSTFieldInfo;
import org.nustaq.serialization.FSTObjectInputNoShared;

/**
 * Reads one tree of carriers.
 *
 * <p>FST stores references into fields without looking at their types: a stream that puts an array
 * where a String belongs would break the VM's type safety. Hence every object is compared with its
 * field here. Array lengths are believed only if that many bytes are left.
 */
final class GuardedInput extends FSTObjectInputNoShared {
  private final GuardedDecoder decoder;
  private boolean inArray;

  GuardedInput(CarrierConfiguration configuration, byte[] bytes) throws IOException {
    super(configuration);
    decoder = (GuardedDecoder) getCodec();
    resetForReuseUseArray(bytes, bytes.length);
  }

  Object readCarrier() throws Exception {
    Object root = readObject();
    if (root == null) {
      throw new IOException("there is no object");
    }
    if (decoder.remaining() != 0) {
      throw new IOException(decoder.remaining() + " bytes are left after the object");
    }
    return root;
  }

  /**
   * Elements are not looked at: the VM itself checks them when they are stored into their array.
   */
  @Override
  public @Nullable Object readObjectWithHeader(FSTFieldInfo field) throws Exception {
    boolean isElement = inArray;
    inArray = false;
    Object value = super.readObjectWithHeader(field);
    inArray = isElement;
    if (isElement || value == null || field.getField() == null) {
      return value;
    }
    if (!field.getType().isInstance(value)) {
      throw new IOException(value.getClass().getName() + " in field " + field.getDesc());
    }
    return value;
  }

  @Override
  protected Object readArrayNoHeader(FSTFieldInfo field, int position, Class type)
      throws Exception {
    int start = decoder.getInputPos();
    int length = decoder.readFInt();
    if (length < 0 || (long) length * width(type) > decoder.remaining()) {
      throw new IOException(
          "an array of " + length + " where " + decoder.remaining() + " bytes are left");
    }
    decoder.moveTo(start);
    boolean outer = inArray;
    inArray = true;
    Object array = super.readArrayNoHeader(field, position, type);
    inArray = outer;
    return array;
  }

  private static int width(Class<?> arrayType) throws IOException {
    Class<?> element = arrayType.getComponentType();
    if (element == null) {
      throw new IOException(arrayType.getName() + " is not an array class");
    }
    if (element == int.class || element == float.class) {
      return Integer.BYTES;
    }
    return element == long.class || element == double.class ? Long.BYTES : 1;
  }
}

package dev.district.core.frames;

import dev.district.jdk.LiveFrame;
import dev.district.jdk.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Slots of a live frame made canonical by their verification types.
 *
 * <p>The VM gives a long or double in the second of its slots, leaves garbage in the upper half of
 * narrower values, and shows a dead reference as a primitive.
 */
final class Slots {
  private final LiveFrame frame;

  Slots(LiveFrame frame) {
    this.frame = frame;
  }

  @Nullable Object[] canonical(Object[] raw, String kinds, int length) throws Unresumable {
    Object[] result = new Object[length];
    for (int i = 0; i < kinds.length(); i++) {
      char kind = kinds.charAt(i);
      switch (kind) {
        case 'A' -> result[i] = raw[i] instanceof Slot ? null : ResumedFrames.original(raw[i]);
        case 'I', 'F' -> result[i] = new Slot((int) bits(raw[i]));
        case 'J', 'D' -> result[i] = new Slot(bits(raw[i + 1]));
        default -> result[i] = null;
      }
    }
    return result;
  }

  private long bits(@Nullable Object raw) throws Unresumable {
    if (raw instanceof Slot slot) {
      return slot.bits();
    }
    throw new Unresumable("a slot holds an object where the class file says a primitive", frame);
  }
}

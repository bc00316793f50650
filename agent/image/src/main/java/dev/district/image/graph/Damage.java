package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.Section;

/** How this package says what doesn't fit. */
final class Damage {
  private Damage() {}

  static ImageException in(Section section, String reason) {
    return ImageException.corrupt(reason, "image, section " + section, null);
  }

  /** Fails unless the number lies between the bounds, both included. */
  static void range(Section section, String what, long number, long least, long most)
      throws ImageException {
    if (number < least || number > most) {
      throw in(section, what + " " + number + " is not between " + least + " and " + most);
    }
  }
}

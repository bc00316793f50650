package dev.district.core.files;

import java.io.IOException;

/**
 * Something of this JVM is where memory of the program was. Where libraries, stacks and the C
 * library's heap lie is drawn by the kernel for each process, so another one may do.
 */
public final class PlaceTaken extends IOException {
  private static final long serialVersionUID = 1L;

  PlaceTaken() {
    super("an address at which the program has memory is in use in this process; try again");
  }
}

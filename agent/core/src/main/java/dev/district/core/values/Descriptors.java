package dev.district.core.values;

import dev.district.jdk.Raw;
import java.io.FileDescriptor;

/** File descriptors: those of the standard streams and closed ones can be copied. */
final class Descriptors {
  private static final int CLOSED = -1;
  private static final int LAST_STANDARD = 2;
  private static final long FD = Raw.offset(Raw.field(FileDescriptor.class, "fd"));

  private Descriptors() {}

  static boolean isOpen(Object descriptor) {
    int fd = Raw.getInt(descriptor, FD);
    return fd != CLOSED && fd > LAST_STANDARD && !Sockets.areResponsibleFor(descriptor, fd);
  }
}

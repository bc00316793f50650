package dev.district.core.crossings;

import dev.district.jdk.EpollRegistrations;
import dev.district.jdk.KernelSocket;
import java.io.IOException;

/** Puts another socket under a descriptor's number. The world stands still. */
final class Swap {
  private Swap() {}

  /** Options and registrations stay; returns what the number stands for now. */
  static String replace(int number, KernelSocket other) throws IOException {
    KernelSocket old = new KernelSocket(number);
    boolean nonBlocking = old.isNonBlocking();
    EpollRegistrations registrations = EpollRegistrations.of(number);
    registrations.remove();
    old.takeOver(other);
    old.nonBlocking(nonBlocking);
    registrations.add();
    return Descriptors.identity(number);
  }
}

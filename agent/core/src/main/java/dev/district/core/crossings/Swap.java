package dev.district.core.crossings;

import dev.district.jdk.EpollRegistrations;
import dev.district.jdk.KernelSocket;
import java.io.IOException;

/** Puts other sockets under descriptors' numbers. The world stands still. */
final class Swap {
  private final EpollRegistrations registrations = EpollRegistrations.read();

  /** For any number of them while the world stands still. */
  Swap() throws IOException {}

  /** Options and registrations stay; returns what the number stands for now. */
  String replace(int number, KernelSocket other) {
    KernelSocket old = new KernelSocket(number);
    boolean nonBlocking = old.isNonBlocking();
    registrations.remove(number);
    old.takeOver(other);
    old.nonBlocking(nonBlocking);
    registrations.add(number);
    return Descriptors.identity(number);
  }
}

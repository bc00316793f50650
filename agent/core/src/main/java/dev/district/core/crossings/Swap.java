package dev.district.core.crossings;

import dev.district.jdk.EpollRegistrations;
import dev.district.jdk.KernelSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts other sockets under descriptors' numbers, any number of them while the world stands still:
 * where descriptors are registered is read once.
 */
final class Swap {
  private @Nullable EpollRegistrations registrations;

  /** Reads what {@link #replace} needs, unless it has been read; that may fail, and costs. */
  EpollRegistrations prepare() throws IOException {
    EpollRegistrations read = registrations;
    if (read == null) {
      read = EpollRegistrations.read();
      registrations = read;
    }
    return read;
  }

  /** Options and registrations stay; returns what the number stands for now. */
  String replace(int number, KernelSocket other) throws IOException {
    EpollRegistrations all = prepare();
    KernelSocket old = new KernelSocket(number);
    boolean nonBlocking = old.isNonBlocking();
    all.remove(number);
    old.takeOver(other);
    old.nonBlocking(nonBlocking);
    all.add(number);
    return Descriptors.identity(number);
  }
}

package dev.district.core.crossings;

import dev.district.boot.Taps;
import dev.district.core.threads.ApplicationThreads;
import dev.district.jdk.KernelSocket;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All crossings of this JVM. */
final class Table implements Taps.Finder {
  private final List<Crossing> all = new CopyOnWriteArrayList<>();

  List<Crossing> all() {
    return all;
  }

  List<Crossing> to(Peer peer) {
    return all.stream().filter(crossing -> crossing.peer.equals(peer)).toList();
  }

  @Nullable Crossing of(FileDescriptor descriptor) {
    for (Crossing crossing : all) {
      if (crossing.isAt(descriptor)) {
        return crossing;
      }
    }
    return find(descriptor);
  }

  @Nullable Crossing of(Reference reference) {
    for (Crossing crossing : all) {
      if (crossing.nonce() == reference.nonce() && crossing.tuple.equals(reference.tuple())) {
        return crossing;
      }
    }
    return null;
  }

  /** The one that has the descriptor of this number. */
  @Nullable Crossing at(int number) {
    for (Crossing crossing : all) {
      if (crossing.number() == number && crossing.state() != State.CLOSED) {
        return crossing;
      }
    }
    return null;
  }

  void add(Crossing crossing) {
    all.add(crossing);
    publish();
  }

  void remove(List<Crossing> some) {
    if (!some.isEmpty()) {
      some.forEach(Crossing::forget);
      all.removeAll(some);
      publish();
    }
  }

  /** Lets the program's reads and writes find them. */
  synchronized void publish() {
    List<FileDescriptor> descriptors = new ArrayList<>();
    List<Taps.Tap> taps = new ArrayList<>();
    boolean complete = true;
    for (Crossing crossing : all) {
      FileDescriptor known = crossing.descriptor();
      if (known != null) {
        descriptors.add(known);
        taps.add(crossing);
      } else {
        complete = false;
      }
    }
    Taps.publish(
        descriptors.toArray(new FileDescriptor[0]), taps.toArray(new Taps.Tap[0]), this, complete);
  }

  @Override
  public boolean hideEvents() {
    if (!ApplicationThreads.isApplication(Thread.currentThread())) {
      return false;
    }
    List<Crossing> watched = new ArrayList<>();
    for (Crossing crossing : all) {
      if (crossing.isWatched()) {
        watched.add(crossing);
      }
    }
    boolean[] over = KernelSocket.over(watched.stream().mapToInt(Crossing::number).toArray());
    boolean hide = false;
    for (int i = 0; i < over.length; i++) {
      hide |= over[i] && watched.get(i).isLost();
    }
    if (hide) {
      breathe();
    }
    return hide;
  }

  @Override
  public @Nullable Crossing find(FileDescriptor descriptor) {
    for (Crossing crossing : all) {
      if (crossing.claims(descriptor)) {
        publish();
        return crossing;
      }
    }
    return null;
  }

  /** The caller tries again at once; the agent is finding out. */
  static void breathe() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

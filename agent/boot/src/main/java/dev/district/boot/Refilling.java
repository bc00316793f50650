package dev.district.boot;

import java.io.FileDescriptor;

/**
 * Descriptors through which the agent is still sending bytes that the program had written before a
 * checkpoint: what the program writes meanwhile has to queue behind them. A write finds the
 * descriptor not ready, which every caller in the JDK knows; an end of output is postponed.
 */
public final class Refilling {
  /** The agent's side of {@code Net.shutdown}. */
  public interface Postponer {
    /** Notes that the output ends after the bytes. */
    void endLater(FileDescriptor sender);

    /** A descriptor on which a shutdown has no effect. */
    FileDescriptor idle();
  }

  private static final int SHUT_RD = 0;

  private static volatile FileDescriptor[] senders = {};
  private static volatile Postponer postponer;

  private Refilling() {}

  public static void install(Postponer newPostponer) {
    postponer = newPostponer;
  }

  /** Replaces the set of descriptors. */
  public static void senders(FileDescriptor[] newSenders) {
    senders = newSenders;
  }

  /** Head of {@code SocketDispatcher.write}: whether the program must wait. */
  public static boolean holds(FileDescriptor descriptor) {
    for (FileDescriptor sender : senders) {
      if (sender == descriptor) {
        return true;
      }
    }
    return false;
  }

  /** The descriptor that {@code Net.shutdown} is to be called with. */
  public static FileDescriptor shutDown(FileDescriptor descriptor, int how) {
    Taps.Tap tap = how == SHUT_RD ? null : Taps.of(descriptor);
    if (tap != null) {
      tap.ending();
    }
    Postponer current = postponer;
    if (current == null || how == SHUT_RD || !holds(descriptor)) {
      return descriptor;
    }
    current.endLater(descriptor);
    return current.idle();
  }
}

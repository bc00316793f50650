package dev.district.control;

/**
 * A place at which a test wants this process to fail: option {@code fault=PLACE:ACTION}, never set
 * in normal use.
 *
 * <p>Actions: {@code kill} ends the process at once, as SIGKILL would; {@code fail} throws; {@code
 * hang} sleeps for a minute.
 */
public final class Fault {
  private static final int KILLED = 137;
  private static final long HANG_MS = 60_000;

  private final String place;
  private final String action;

  private Fault(String place, String action) {
    this.place = place;
    this.action = action;
  }

  /** The fault that this option asks for; none when it is empty. */
  public static Fault of(String option) {
    int colon = option.indexOf(':');
    return colon < 0
        ? new Fault(option, "kill")
        : new Fault(option.substring(0, colon), option.substring(colon + 1));
  }

  /** Marks a place. */
  public void at(String here) {
    if (!here.equals(place)) {
      return;
    }
    switch (action) {
      case "fail":
        throw new IllegalStateException("injected fault at " + here);
      case "hang":
        hang();
        break;
      default:
        Runtime.getRuntime().halt(KILLED);
    }
  }

  private static void hang() {
    try {
      Thread.sleep(HANG_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

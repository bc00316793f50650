package dev.district.control;

/**
 * A place at which a test wants this process to fail: option {@code
 * fault=PLACE@MEMBER:ACTION:TIME}, never set in normal use. It fails when it gets there for that
 * time, 1 if it is not given; every member does if none is.
 *
 * <p>Actions: {@code kill} ends the process at once, as SIGKILL would; {@code fail} throws; {@code
 * hang} sleeps for a minute.
 */
public final class Fault {
  private static final int KILLED = 137;
  private static final long HANG_MS = 60_000;

  private final String place;
  private final String action;
  private final int time;
  private int times;

  private Fault(String place, String action, int time) {
    this.place = place;
    this.action = action;
    this.time = time;
  }

  /** The fault that this option asks for; none when it is empty. */
  public static Fault of(String option) {
    return of(option, "");
  }

  /** The fault that this option asks for in that member. */
  public static Fault of(String option, String member) {
    String[] parts = option.split(":");
    String[] place = parts[0].split("@");
    return new Fault(
        place.length < 2 || place[1].equals(member) ? place[0] : "",
        parts.length > 1 ? parts[1] : "kill",
        parts.length > 2 ? Integer.parseInt(parts[2]) : 1);
  }

  /** Marks a place. */
  public void at(String here) {
    if (!here.equals(place) || !isTime()) {
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

  private synchronized boolean isTime() {
    return ++times == time;
  }

  private static void hang() {
    try {
      Thread.sleep(HANG_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

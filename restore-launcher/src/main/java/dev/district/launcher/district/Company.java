package dev.district.launcher.district;

import dev.district.image.store.DistrictStore;
import dev.district.image.store.Seat;
import dev.district.launcher.process.ForegroundJvm;
import dev.district.launcher.process.ShellSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Members that this launcher stays with: JVMs that it has started, or, after somebody else has
 * restarted the district, the same members in their new JVMs.
 */
public final class Company {
  /** What a shell shows for SIGKILL. */
  static final int KILLED = 137;

  private final DistrictStore district;
  private final List<String> members;
  private final Map<String, ForegroundJvm> jvms = new LinkedHashMap<>();
  private final boolean inherit;
  private long incarnation;

  private Company(DistrictStore district, List<String> members, long incarnation, boolean inherit) {
    this.district = district;
    this.members = members;
    this.incarnation = incarnation;
    this.inherit = inherit;
  }

  /** One member in the foreground, which takes or joins an incarnation by itself. */
  public static Company of(DistrictStore district, String member, ForegroundJvm jvm) {
    Company company = new Company(district, List.of(member), 0, true);
    company.jvms.put(member, jvm);
    return company;
  }

  static Company of(
      DistrictStore district, List<String> members, long incarnation, boolean inherit) {
    return new Company(district, members, incarnation, inherit);
  }

  void add(String member, ForegroundJvm jvm) {
    jvms.put(member, jvm);
  }

  List<String> members() {
    return members;
  }

  /** Whether somebody else has started them. */
  boolean isForeign() {
    return jvms.isEmpty();
  }

  /** Whether the member has this launcher's terminal. */
  boolean inherits() {
    return inherit;
  }

  /** The incarnation that the members are in; 0 as long as they have not joined. */
  long incarnation() throws IOException {
    if (incarnation == 0) {
      for (Seat seat : district.seats()) {
        ForegroundJvm jvm = jvms.get(seat.member());
        if (jvm != null && jvm.pid() == seat.pid()) {
          incarnation = seat.incarnation();
        }
      }
    }
    return incarnation;
  }

  /** Waits a while, or until all have ended. */
  boolean await(Duration limit) throws InterruptedException, IOException {
    if (jvms.isEmpty()) {
      Thread.sleep(limit.toMillis());
      return ended();
    }
    long deadline = System.nanoTime() + limit.toNanos();
    for (ForegroundJvm jvm : jvms.values()) {
      if (!jvm.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** Whether none is alive. */
  boolean ended() throws IOException {
    if (!jvms.isEmpty()) {
      return jvms.values().stream().noneMatch(ForegroundJvm::isAlive);
    }
    for (Seat seat : district.seats()) {
      if (members.contains(seat.member()) && seat.alive()) {
        return false;
      }
    }
    return true;
  }

  /** The first that has ended, or nothing. */
  String firstEnded() {
    for (Map.Entry<String, ForegroundJvm> one : jvms.entrySet()) {
      if (!one.getValue().isAlive()) {
        return one.getKey();
      }
    }
    return "";
  }

  /**
   * The exit code of the only member, or of the first in order that failed. A member that somebody
   * else has started tells only whether it has crashed.
   */
  int exitCode() throws InterruptedException, IOException {
    for (ForegroundJvm jvm : jvms.values()) {
      int code = jvm.await();
      if (code != 0) {
        return code;
      }
    }
    if (jvms.isEmpty()) {
      List<String> left = new ArrayList<>();
      for (Seat seat : district.seats()) {
        if (!seat.lost()) {
          left.add(seat.member());
        }
      }
      return left.containsAll(members) ? 0 : KILLED;
    }
    return 0;
  }

  /** The exit code of one that has ended. */
  int exitCodeOf(String member) throws InterruptedException {
    ForegroundJvm jvm = jvms.get(member);
    return jvm == null ? KILLED : jvm.await();
  }

  public void signal(ShellSignal signal) {
    jvms.values().stream().filter(ForegroundJvm::isAlive).forEach(jvm -> jvm.signal(signal));
  }

  /** SIGKILL to those that this launcher has started, and waits for their end. */
  void kill() throws InterruptedException {
    jvms.values().forEach(ForegroundJvm::kill);
    for (ForegroundJvm jvm : jvms.values()) {
      jvm.await();
    }
  }
}

package dev.district.launcher.district;

import dev.district.control.ControlTimeoutException;
import dev.district.control.Reply;
import dev.district.control.StatusKey;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Seat;
import dev.district.launcher.process.MemberLink;
import dev.district.launcher.report.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one member is doing.
 *
 * @param seat what the store knows
 * @param state one word or a few
 * @param agent what its agent says; empty when it says nothing
 */
public record MemberReport(Seat seat, String state, Map<String, String> agent) {
  public MemberReport {
    agent = Map.copyOf(agent);
  }

  /** Asks the member, if it is alive. */
  public static MemberReport of(DistrictStore district, Path home, Seat seat) {
    if (!seat.alive()) {
      return new MemberReport(seat, seat.lost() ? "died" : "ended", Map.of());
    }
    if (seat.suspended()) {
      return new MemberReport(seat, "suspended", Map.of());
    }
    String state = seat.state().name().toLowerCase(Locale.ROOT);
    if (seat.state() != Seat.State.RUNNING) {
      return new MemberReport(seat, state, Map.of());
    }
    try {
      Reply reply = MemberLink.of(home, district.name(), seat.member()).status(MemberLink.PROMPT);
      return reply == null
          ? new MemberReport(seat, "starting", Map.of())
          : new MemberReport(seat, state, reply.values());
    } catch (ControlTimeoutException e) {
      return new MemberReport(seat, "at a checkpoint, or hanging", Map.of());
    } catch (IOException e) {
      return new MemberReport(seat, "unreachable: " + e.getMessage(), Map.of());
    }
  }

  /** For programs. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("member", seat.member());
    values.put("state", state);
    values.put("pid", Long.toString(seat.pid()));
    values.put("incarnation", Long.toString(seat.incarnation()));
    new TreeMap<>(agent).forEach(values::putIfAbsent);
    return values;
  }

  /** For people: its connections to other districts. */
  public List<String> crossings() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; agent.containsKey(StatusKey.CROSSING + i); i++) {
      lines.add(agent.get(StatusKey.CROSSING + i));
    }
    return lines;
  }

  /** For people. */
  public Object[] cells() {
    String uptime = agent.get(StatusKey.UPTIME_MS);
    String refusal = agent.getOrDefault(StatusKey.LAST_REFUSAL, "-");
    return new Object[] {
      seat.member(),
      state,
      seat.alive() ? seat.pid() : "-",
      uptime == null ? "-" : Quantity.time(Duration.ofMillis(Long.parseLong(uptime))),
      agent.getOrDefault(StatusKey.JAVA, "-"),
      agent.getOrDefault(StatusKey.EVERY, "-"),
      refusal.lines().findFirst().orElse("-")
    };
  }
}

package dev.district.control;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where districts live: {@code district.home}, {@code $DISTRICT_HOME}, {@code
 * $XDG_STATE_HOME/districts}, {@code ~/.local/state/districts}, the first that is there. The XDG
 * base directory specification asks to ignore a relative {@code XDG_STATE_HOME}.
 */
public final class DistrictHome {
  private DistrictHome() {}

  /** The directory of all districts, absolute; it may not exist. */
  public static Path of(Properties system, Map<String, String> environment) {
    String home = system.getProperty(AgentOption.HOME.property());
    if (isBlank(home)) {
      home = environment.get(AgentOption.HOME.variable());
    }
    if (!isBlank(home)) {
      return Path.of(home).toAbsolutePath().normalize();
    }
    String state = environment.get("XDG_STATE_HOME");
    if (!isBlank(state) && Path.of(state).isAbsolute()) {
      return Path.of(state, "districts").normalize();
    }
    return Path.of(system.getProperty("user.home", "."), ".local", "state", "districts")
        .toAbsolutePath()
        .normalize();
  }

  /** A member's control socket. */
  public static Path socket(Path home, String district, String member) {
    return home.resolve(district).resolve("run").resolve(member + ".sock");
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}

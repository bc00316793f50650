package dev.district.core.crossings;

import dev.district.core.wire.Endpoint;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What becomes of connections that lead out of the district, as the option {@code crossing} says:
 * rules {@code MODE}, or {@code MODE:HOST:PORT} for some only, separated by semicolons; the first
 * that fits decides. A host is an address, a name, a network ({@code 10.0.0.0/8}) or {@code *}; an
 * IPv6 address stands in brackets. Without a rule that fits, connections to other districts are
 * resumed, all others break.
 */
public final class CrossingRules {
  private static final String ANY = "*";

  /** What a rollback means for a connection. */
  public enum Mode {
    /** Both sides see a broken connection. */
    BREAK,
    /** A client's idle connection is made anew. */
    REDIAL,
    /** The stream goes on where it was; needs an agent at the other end. */
    RESUME
  }

  /**
   * @param networks empty for any
   * @param port 0 for any
   */
  private record Rule(Mode mode, List<Network> networks, int port) {
    boolean covers(Endpoint remote) {
      return (port == 0 || port == remote.port())
          && (networks.isEmpty() || networks.stream().anyMatch(one -> one.covers(remote.host())));
    }
  }

  /** Addresses whose first bits are the same. */
  private record Network(String digits, int bits) {
    boolean covers(String host) {
      if (host.length() != digits.length() || host.isEmpty()) {
        return false;
      }
      int rest = 4 * digits.length() - bits;
      return new BigInteger(host, 16)
          .shiftRight(rest)
          .equals(new BigInteger(digits, 16).shiftRight(rest));
    }
  }

  private final List<Rule> rules;

  private CrossingRules(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException if it can't be understood
   */
  public static CrossingRules parse(String option) {
    List<Rule> rules = new ArrayList<>();
    for (String part : option.split(";")) {
      if (!part.isBlank()) {
        rules.add(rule(part.trim()));
      }
    }
    return new CrossingRules(List.copyOf(rules));
  }

  private static Rule rule(String text) {
    int colon = text.indexOf(':');
    Mode mode = mode(text, colon < 0 ? text : text.substring(0, colon));
    if (colon < 0) {
      return new Rule(mode, List.of(), 0);
    }
    String address = text.substring(colon + 1);
    int last = address.lastIndexOf(':');
    if (last < 0) {
      throw new IllegalArgumentException("option crossing: '" + text + "' has no port");
    }
    String port = address.substring(last + 1);
    try {
      return new Rule(
          mode,
          networks(address.substring(0, last)),
          port.equals(ANY) ? 0 : Integer.parseInt(port));
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("option crossing: '" + text + "' has no address", e);
    }
  }

  private static Mode mode(String rule, String name) {
    return switch (name) {
      case "break" -> Mode.BREAK;
      case "redial" -> Mode.REDIAL;
      case "resume" -> Mode.RESUME;
      default ->
          throw new IllegalArgumentException(
              "option crossing: '"
                  + rule
                  + "' is none of break, redial, resume, with or without :HOST:PORT");
    };
  }

  private static List<Network> networks(String host) throws UnknownHostException {
    List<Network> networks = new ArrayList<>();
    if (host.equals(ANY)) {
      return networks;
    }
    int slash = host.indexOf('/');
    String name = slash < 0 ? host : host.substring(0, slash);
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    for (InetAddress address : InetAddress.getAllByName(name)) {
      String digits = Endpoint.of(HexFormat.of().formatHex(address.getAddress()), 0).host();
      int all = 4 * digits.length();
      int bits = slash < 0 ? all : Integer.parseInt(host.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new NumberFormatException(bits + " bits");
      }
      networks.add(new Network(digits, bits));
    }
    return networks;
  }

  /**
   * The mode of a connection.
   *
   * @param managed whether a member of another district has the other end
   */
  public Mode mode(Endpoint remote, boolean managed) {
    for (Rule rule : rules) {
      if (rule.covers(remote)) {
        return rule.mode == Mode.RESUME && !managed ? Mode.BREAK : rule.mode;
      }
    }
    return managed ? Mode.RESUME : Mode.BREAK;
  }
}

package dev.district.core.wire;

import dev.district.jdk.KernelSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An address that the kernel gave as raw {@code sockaddr}, so that two spellings of one address are
 * equal: an IPv4 address may be mapped into IPv6 (RFC 4291, 2.5.5.2).
 *
 * <pre>
 * sockaddr_in    family 2 | port 2, big-endian | address 4
 * sockaddr_in6   family 2 | port 2, big-endian | flow 4 | address 16 | scope 4
 * sockaddr_un    family 2 | path
 * </pre>
 *
 * @param host the address in hexadecimal digits, or the path
 */
public record Endpoint(String host, int port) {
  private static final int PORT = 2;
  private static final int INET_ADDRESS = 4;
  private static final int INET6_ADDRESS = 8;
  private static final int INET6_END = 24;
  private static final String MAPPED = "00000000000000000000ffff";

  public static Endpoint of(byte[] name) {
    int family = name.length < 2 ? 0 : name[0] & 0xff | (name[1] & 0xff) << 8;
    return switch (family) {
      case KernelSocket.INET -> new Endpoint(hex(name, INET_ADDRESS, INET6_ADDRESS), port(name));
      case KernelSocket.INET6 -> {
        yield of(hex(name, INET6_ADDRESS, INET6_END), port(name));
      }
      case KernelSocket.UNIX ->
          new Endpoint(new String(name, 2, name.length - 2, StandardCharsets.UTF_8), 0);
      default -> new Endpoint("", 0);
    };
  }

  /** With an address of either length in hexadecimal digits. */
  public static Endpoint of(String digits, int port) {
    return new Endpoint(
        digits.startsWith(MAPPED) ? digits.substring(MAPPED.length()) : digits, port);
  }

  private static String hex(byte[] name, int from, int to) {
    return HexFormat.of().formatHex(name, from, to);
  }

  private static int port(byte[] name) {
    return (name[PORT] & 0xff) << 8 | name[PORT + 1] & 0xff;
  }

  /** The path of an address of the Unix domain; empty if it has none. */
  public String path() {
    return host.replace("\0", "");
  }

  /** Whether it stands for every address of the machine. */
  public boolean isAny() {
    return host.chars().allMatch(digit -> digit == '0');
  }

  /** The same address with another port, in the same spelling. */
  public static byte[] withPort(byte[] name, int port) {
    byte[] other = name.clone();
    other[PORT] = (byte) (port >> 8);
    other[PORT + 1] = (byte) port;
    return other;
  }

  /** As {@code sockaddr} of the same family as another one. */
  public byte[] in(byte[] other) {
    byte[] name = withPort(other, port);
    byte[] address = HexFormat.of().parseHex(host);
    int end = name[0] == KernelSocket.INET ? INET6_ADDRESS : INET6_END;
    if (address.length == 4 && name[0] != KernelSocket.INET) {
      Arrays.fill(name, INET6_ADDRESS, end - 6, (byte) 0);
      Arrays.fill(name, end - 6, end - 4, (byte) 0xff);
    }
    System.arraycopy(address, 0, name, end - address.length, address.length);
    return name;
  }

  /** The loopback address of the domain, with no port. */
  public static byte[] loopback(int domain) {
    byte[] name = new byte[domain == KernelSocket.INET ? 16 : 28];
    name[0] = (byte) domain;
    int end = domain == KernelSocket.INET ? INET6_ADDRESS : INET6_END;
    if (domain != KernelSocket.INET) {
      Arrays.fill(name, end - 6, end - 4, (byte) 0xff);
    }
    name[end - 4] = 127;
    name[end - 1] = 1;
    return name;
  }

  @Override
  public String toString() {
    if (port == 0 && !host.isEmpty() && host.charAt(0) == '/') {
      return host;
    }
    try {
      return InetAddress.getByAddress(HexFormat.of().parseHex(host)).getHostAddress() + ':' + port;
    } catch (UnknownHostException | IllegalArgumentException e) {
      return host + ':' + port;
    }
  }
}

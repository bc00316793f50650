package dev.district.jdk;

/**
 * The socket options that the JDK sets for programs and that a restored socket gets again, as level
 * and name ({@code asm-generic/socket.h}, {@code linux/in.h}, {@code linux/in6.h}, {@code
 * linux/tcp.h}). Left out are those with a life of their own: sizes of buffers, which the kernel
 * tunes, and quick acknowledgements, which it forgets.
 */
final class SocketOptions {
  private static final int SOCKET = 1;
  private static final int IP = 0;
  private static final int IPV6 = 41;
  private static final int TCP = 6;

  static final int[][] ALL = {
    {SOCKET, 2}, // SO_REUSEADDR
    {SOCKET, 6}, // SO_BROADCAST
    {SOCKET, 9}, // SO_KEEPALIVE
    {SOCKET, 10}, // SO_OOBINLINE
    {SOCKET, 15}, // SO_REUSEPORT
    {IP, 1}, // IP_TOS
    {IPV6, 26}, // IPV6_V6ONLY
    {IPV6, 67}, // IPV6_TCLASS
    {TCP, 1}, // TCP_NODELAY
    {TCP, 4}, // TCP_KEEPIDLE
    {TCP, 5}, // TCP_KEEPINTVL
    {TCP, 6}, // TCP_KEEPCNT
  };

  /** Those that datagram sockets have besides. */
  static final int[][] MULTICAST = {
    {IP, 33}, // IP_MULTICAST_TTL
    {IP, 34}, // IP_MULTICAST_LOOP
    {IPV6, 18}, // IPV6_MULTICAST_HOPS
    {IPV6, 19}, // IPV6_MULTICAST_LOOP
  };

  private SocketOptions() {}

  /** {@code IPV6_V6ONLY}: an address of either family settles it ({@code ipv6(7)}). */
  static boolean isDecidedByAddress(int level, int name) {
    return level == IPV6 && name == 26;
  }
}

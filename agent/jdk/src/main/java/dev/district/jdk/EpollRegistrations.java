package dev.district.jdk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a descriptor is registered with {@code epoll(7)}, as {@code proc(5)} tells of every epoll
 * descriptor of this process:
 *
 * <pre>
 * tfd:       15 events:     2019 data:               f  pos:0 ino:1f37 sdev:9
 * </pre>
 *
 * <p>A registration belongs to the open file, not to the number: when another file takes the number
 * over, it has to be made again.
 */
public final class EpollRegistrations {
  private static final String EPOLL = "anon_inode:[eventpoll]";
  private static final Pattern LINE =
      Pattern.compile("tfd:\\s*(\\d+) events:\\s*([0-9a-f]+) data:\\s*([0-9a-f]+).*");
  private static final int ADD = 1;
  private static final int REMOVE = 2;

  /** {@code struct epoll_event} is packed on x86 only. */
  private static final int DATA =
      System.getProperty("os.arch", "").matches("amd64|x86_64|i386|x86") ? 4 : 8;

  private final int number;
  private final List<Registration> found;

  private record Registration(int epoll, int events, long data) {}

  private EpollRegistrations(int number, List<Registration> found) {
    this.number = number;
    this.found = found;
  }

  /** Those of a descriptor. */
  public static EpollRegistrations of(int number) throws IOException {
    List<Registration> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path one : all) {
        if (isEpoll(one)) {
          int epoll = Integer.parseInt(one.getFileName().toString());
          for (String line : lines(epoll)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) == number) {
              found.add(
                  new Registration(
                      epoll,
                      (int) Long.parseLong(matcher.group(2), 16),
                      Long.parseUnsignedLong(matcher.group(3), 16)));
            }
          }
        }
      }
    }
    return new EpollRegistrations(number, found);
  }

  private static boolean isEpoll(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(EPOLL);
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> lines(int epoll) {
    try {
      return Files.readAllLines(Path.of("/proc/self/fdinfo", Integer.toString(epoll)));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Takes them back. */
  public void remove() {
    found.forEach(one -> control(one, REMOVE));
  }

  /** Makes them again. */
  public void add() {
    found.forEach(one -> control(one, ADD));
  }

  private void control(Registration one, int operation) {
    long event = Raw.allocateMemory(16);
    try {
      Raw.putInt(null, event, one.events);
      Raw.putLong(null, event + DATA, one.data);
      KernelSocket.require(
          "epoll_ctl", CLibrary.call("epoll_ctl", one.epoll, operation, number, event));
    } finally {
      Raw.freeMemory(event);
    }
  }
}

package dev.district.jdk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where descriptors are registered with {@code epoll(7)}, as {@code proc(5)} tells of every epoll
 * descriptor of this process at one moment:
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

  private final Map<Integer, List<Registration>> found = new HashMap<>();

  private record Registration(int epoll, int events, long data) {}

  private EpollRegistrations() {}

  /** Looks at all of them. */
  public static EpollRegistrations read() throws IOException {
    EpollRegistrations all = new EpollRegistrations();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path one : descriptors) {
        if (isEpoll(one)) {
          all.read(Integer.parseInt(one.getFileName().toString()));
        }
      }
    }
    return all;
  }

  private void read(int epoll) {
    for (String line : lines(epoll)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        found
            .computeIfAbsent(Integer.parseInt(matcher.group(1)), any -> new ArrayList<>())
            .add(
                new Registration(
                    epoll,
                    (int) Long.parseLong(matcher.group(2), 16),
                    Long.parseUnsignedLong(matcher.group(3), 16)));
      }
    }
  }

  private List<Registration> of(int number) {
    return found.getOrDefault(number, List.of());
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

  /** Takes those of a descriptor back. */
  public void remove(int number) {
    of(number).forEach(one -> control(number, one, REMOVE));
  }

  /** Makes them again. */
  public void add(int number) {
    of(number).forEach(one -> control(number, one, ADD));
  }

  private static void control(int number, Registration one, int operation) {
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

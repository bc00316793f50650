package dev.district.jdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Begins this process anew, with the same command line, under the same number: {@code execve(2)}.
 * The kernel then draws other addresses for libraries, stacks and heap. To be called before
 * anything of the program has run. Descriptors but the standard three are closed.
 */
public final class AnotherLayout {
  private static final String PROPERTY = "district.attempt";
  private static final String ARGUMENT = "-D" + PROPERTY + "=";
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int ADDR_NO_RANDOMIZE = 0x0040000;
  private static final long QUERY = 0xffffffffL;

  /** Which beginning this is, counted from 0. */
  private static final int ATTEMPT = Integer.getInteger(PROPERTY, 0);

  private AnotherLayout() {}

  /** Hides from the program how often its process has begun anew. */
  public static void hide() {
    if (ATTEMPT > 0) {
      System.clearProperty(PROPERTY);
    }
  }

  /** Which beginning of the process this is, counted from 0. */
  public static int attempt() {
    return ATTEMPT;
  }

  /** Returns only if that can't be done. */
  public static void draw() throws IOException {
    List<byte[]> arguments = commandLine();
    closeAtExec();
    int personality = CLibrary.call("personality", QUERY);
    if (personality != -1) {
      CLibrary.call("personality", personality & ~ADDR_NO_RANDOMIZE);
    }
    long path = string("/proc/self/exe".getBytes(StandardCharsets.US_ASCII));
    long pointers = Raw.allocateMemory((arguments.size() + 1L) * Long.BYTES);
    long at = pointers;
    for (byte[] argument : arguments) {
      Raw.putLong(null, at, string(argument));
      at += Long.BYTES;
    }
    Raw.putLong(null, at, 0);
    CLibrary.call("execv", path, pointers);
  }

  private static List<byte[]> commandLine() throws IOException {
    List<byte[]> arguments = new ArrayList<>();
    byte[] line = Files.readAllBytes(Path.of("/proc/self/cmdline"));
    int start = 0;
    for (int i = 0; i < line.length; i++) {
      if (line[i] == 0) {
        byte[] argument = new byte[i - start];
        System.arraycopy(line, start, argument, 0, argument.length);
        start = i + 1;
        if (!new String(argument, StandardCharsets.ISO_8859_1).startsWith(ARGUMENT)) {
          arguments.add(argument);
        }
      }
    }
    arguments.add(1, (ARGUMENT + (ATTEMPT + 1)).getBytes(StandardCharsets.US_ASCII));
    return arguments;
  }

  private static void closeAtExec() throws IOException {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : open) {
        int number = Integer.parseInt(descriptor.getFileName().toString());
        if (number > 2) {
          CLibrary.call("fcntl", number, F_SETFD, FD_CLOEXEC);
        }
      }
    }
  }

  private static long string(byte[] bytes) {
    long address = Raw.allocateMemory(bytes.length + 1L);
    for (int i = 0; i < bytes.length; i++) {
      Raw.putByte(null, address + i, bytes[i]);
    }
    Raw.putByte(null, address + bytes.length, (byte) 0);
    return address;
  }
}

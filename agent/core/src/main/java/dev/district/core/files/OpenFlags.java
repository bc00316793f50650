package dev.district.core.files;

/** Flags of {@code open(2)}, Linux on x86-64 ({@code asm-generic/fcntl.h}). */
final class OpenFlags {
  static final int CREATE = 0x40;
  static final int EXCLUSIVE = 0x80;
  static final int READ_WRITE = 0x2;
  static final int CLOSE_ON_EXEC = 0x80000;
  private static final int ACCESS = 0x3;
  private static final int WRITE_ONLY = 0x1;
  private static final int APPEND = 0x400;
  private static final int SYNC = 0x101000;
  private static final int DIRECT = 0x4000;
  private static final int LARGE_FILE = 0x8000;
  private static final int NO_ACCESS_TIME = 0x40000;

  /** What stays in force after the file has been opened. */
  private static final int KEPT =
      ACCESS | APPEND | SYNC | DIRECT | LARGE_FILE | NO_ACCESS_TIME | CLOSE_ON_EXEC;

  private OpenFlags() {}

  static int again(int flags) {
    return flags & KEPT;
  }

  static boolean isAppend(int flags) {
    return (flags & APPEND) != 0;
  }

  static boolean isReadOnly(int flags) {
    return (flags & ACCESS) == 0;
  }

  static boolean isReadable(int flags) {
    return (flags & ACCESS) != WRITE_ONLY;
  }
}

package dev.district.core.files;

import dev.district.core.values.Description;
import dev.district.core.values.Sockets;
import dev.district.image.meta.FileMeta;
import dev.district.jdk.Raw;
import dev.district.jdk.RawDescriptors;
import dev.district.jdk.ZipSources;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes down which file a descriptor object has open, how and where. Descriptors that lead to no
 * file (pipes, sockets, terminals) are refused by what they are.
 */
final class OpenFiles {
  private static final int LAST_STANDARD = 2;
  private static final long MOST_CARRIED = 1L << 28;
  private static final int PIECE = 1 << 20;
  private static final String CLOSE = "close it before the checkpoint";

  private final BlockSink blocks;
  private final List<FileMeta> files = new ArrayList<>();
  private final Set<Integer> numbers = new HashSet<>();

  OpenFiles(BlockSink blocks) {
    this.blocks = blocks;
  }

  FileMeta[] toMeta() {
    return files.toArray(new FileMeta[0]);
  }

  void descriptor(FileDescriptor descriptor, int id, Description description) {
    int number = RawDescriptors.number(descriptor);
    if (number == RawDescriptors.CLOSED
        || number <= LAST_STANDARD
        || Sockets.areResponsibleFor(descriptor, number)) {
      return;
    }
    if (!numbers.add(number)) {
      description.refuse("two objects for file descriptor " + number, CLOSE);
      return;
    }
    try {
      Descriptor open = Descriptor.of(number);
      if (open.isDeleted()) {
        deleted(descriptor, id, open, description);
      } else if (open.status().isRegular() || isDevice(open)) {
        named(descriptor, id, open, description);
      } else {
        description.refuse("an open file descriptor: " + open.kind(), CLOSE);
      }
    } catch (IOException e) {
      description.refuse("file descriptor " + number + " can't be examined: " + e, CLOSE);
    }
  }

  private static boolean isDevice(Descriptor open) {
    return open.status().isCharacterDevice()
        && open.target().startsWith("/dev/")
        && !open.target().startsWith("/dev/pts/")
        && !open.target().startsWith("/dev/tty")
        && !open.target().equals("/dev/console");
  }

  private void named(FileDescriptor descriptor, int id, Descriptor open, Description description)
      throws IOException {
    if (!open.isNamed()) {
      description.refuse("an open file that " + open.target() + " leads to no more", CLOSE);
      return;
    }
    FileMeta meta = meta(id, open);
    if (open.status().isRegular() && OpenFlags.isReadable(open.flags())) {
      Witness.note(meta, descriptor);
    }
    files.add(meta);
  }

  private static FileMeta meta(int id, Descriptor open) {
    FileMeta meta = new FileMeta();
    meta.kind = open.status().isRegular() ? FileMeta.REGULAR : FileMeta.DEVICE;
    meta.objectId = id;
    meta.path = open.path().toString();
    meta.flags = open.flags();
    meta.position = open.position();
    meta.size = open.status().size();
    meta.modifiedMillis = open.status().modifiedMillis();
    meta.device = open.status().device();
    meta.inode = open.status().inode();
    return meta;
  }

  private void deleted(FileDescriptor descriptor, int id, Descriptor open, Description description)
      throws IOException {
    FileMeta meta = meta(id, open);
    meta.kind = FileMeta.DELETED;
    String cause = "a deleted file that is still open: " + open.target();
    if (isCarried(meta)) {
      description.refuse(cause + ", opened more than once", CLOSE);
    } else if (!OpenFlags.isReadable(open.flags())) {
      description.refuse(cause + ", opened for writing only", CLOSE);
    } else if (meta.size > MOST_CARRIED) {
      description.refuse(cause + ", of " + meta.size + " bytes", CLOSE);
    } else {
      meta.block = contents(descriptor, meta.size);
      files.add(meta);
    }
  }

  private boolean isCarried(FileMeta meta) {
    for (FileMeta file : files) {
      if (file.kind == FileMeta.DELETED && file.device == meta.device && file.inode == meta.inode) {
        return true;
      }
    }
    return false;
  }

  private int contents(FileDescriptor descriptor, long size) throws IOException {
    long memory = Raw.allocateMemory(PIECE);
    try {
      for (long at = 0; at < size; at += PIECE) {
        int length = (int) Math.min(PIECE, size - at);
        if (!RawDescriptors.read(descriptor, memory, length, at)) {
          throw new IOException("it has become shorter");
        }
        blocks.append(memory, length);
      }
      return blocks.end();
    } finally {
      Raw.freeMemory(memory);
    }
  }

  /** A zip file is read by the directory in memory: it has to be the same file at restart. */
  void zip(Object source, int id, Description description) {
    RandomAccessFile file = ZipSources.file(source);
    if (file == null) {
      return;
    }
    try {
      FileDescriptor descriptor = file.getFD();
      Descriptor open = Descriptor.of(RawDescriptors.number(descriptor));
      if (!open.isDeleted()) {
        FileMeta meta = meta(id, open);
        meta.kind = FileMeta.ZIP;
        Witness.noteTail(meta, descriptor, ZipSources.directoryLength(source));
        files.add(meta);
      }
    } catch (IOException e) {
      description.refuse("an open zip file that can't be examined: " + e, CLOSE);
    }
  }
}

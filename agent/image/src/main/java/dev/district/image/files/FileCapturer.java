package dev.district.image.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes down working sets, once for each checkpoint. */
public final class FileCapturer {
  /**
   * A file that has changed just now may change again in the same tick of its file system's clock,
   * which is 2 s where it is coarsest. It is read again for the next checkpoint.
   */
  private static final long TICK = 2_000;

  private final List<Path> sets;
  private final Journals journals;
  private final Contents contents = new Contents();
  private final OpenForGood openForGood = new OpenForGood();

  public FileCapturer(List<Path> sets, Journals journals) {
    this.sets = List.copyOf(sets);
    this.journals = journals;
  }

  /**
   * Looks at all sets; nobody may write to them meanwhile.
   *
   * @param known what need not be copied; null if nothing is known
   * @param draft where copies go, made when missing; null to look only
   * @param members process numbers of all members
   * @param complaints told why a checkpoint must not be made of this
   */
  public FileCapture take(
      @Nullable Known known, @Nullable Path draft, List<Long> members, Complaints complaints)
      throws IOException {
    FileCapture capture = new FileCapture(this, known, draft);
    if (sets.isEmpty()) {
      return capture;
    }
    if (draft != null && !Files.exists(draft)) {
      Files.createDirectory(draft, FileCapture.mode("rwx------"));
    }
    openForGood.look();
    Writers writers = Writers.of(members);
    long before = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - TICK);
    for (Path set : sets) {
      capture.take(set, writers, before, complaints);
    }
    return capture;
  }

  public boolean isEmpty() {
    return sets.isEmpty();
  }

  Journals journals() {
    return journals;
  }

  Contents contents() {
    return contents;
  }

  OpenForGood openForGood() {
    return openForGood;
  }
}

package dev.district.it.harness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the outputs of several lives of a program are one uninterrupted output.
 *
 * <p>A life that is killed some time after its checkpoint has printed more than the checkpoint
 * knows of; the next life prints that again. So the second output starts somewhere inside the
 * first: not before what had arrived when the checkpoint was asked for, and not after what arrived
 * at all. Formally: there are positions s₁ = 0 ≤ s₂ ≤ … in the reference, with reference[sᵢ …]
 * starting with output i, sᵢ₊₁ between sᵢ + flushedᵢ and sᵢ + lengthᵢ, and the last output reaching
 * exactly to the end.
 */
public final class Overlap {
  private final String reference;
  private final List<Life> lives = new ArrayList<>();

  /**
   * One life of the program.
   *
   * @param out all that it printed
   * @param flushed characters that had arrived when its last checkpoint was asked for
   */
  private record Life(String out, int flushed) {}

  public Overlap(String reference) {
    this.reference = reference;
  }

  /** A life that was killed after a checkpoint: it may have printed more than was committed. */
  public void killed(String out, int flushed) {
    lives.add(new Life(out, flushed));
  }

  /** A life that ended with its checkpoint: all that it printed was printed before. */
  public void stopped(String out) {
    lives.add(new Life(out, out.length()));
  }

  /** Null when the lives and this last one make up the reference, else what is wrong. */
  public @Nullable String complaint(String last) {
    BitSet starts = new BitSet();
    starts.set(0);
    for (int i = 0; i < lives.size(); i++) {
      BitSet next = follow(starts, lives.get(i));
      if (next.isEmpty()) {
        return "life " + (i + 1) + ": " + difference(starts, lives.get(i).out);
      }
      starts = next;
    }
    int start = reference.length() - last.length();
    if (start >= 0 && starts.get(start) && reference.endsWith(last)) {
      return null;
    }
    return "last life: " + difference(starts, last);
  }

  private BitSet follow(BitSet starts, Life life) {
    BitSet next = new BitSet();
    for (int s = starts.nextSetBit(0); s >= 0; s = starts.nextSetBit(s + 1)) {
      if (reference.startsWith(life.out, s)) {
        next.set(s + life.flushed, s + life.out.length() + 1);
      }
    }
    return next;
  }

  /** The longest agreement over all possible starts, and what comes after it. */
  private String difference(BitSet starts, String out) {
    int best = starts.nextSetBit(0);
    int bestLength = -1;
    for (int s = best; s >= 0; s = starts.nextSetBit(s + 1)) {
      int length = agreement(s, out);
      if (length > bestLength) {
        best = s;
        bestLength = length;
      }
    }
    return "it may start at characters "
        + starts.nextSetBit(0)
        + " to "
        + (starts.length() - 1)
        + " of "
        + reference.length()
        + "; from "
        + best
        + " it agrees for "
        + bestLength
        + " characters\n  expected next: "
        + excerpt(reference, best + bestLength)
        + "\n  printed:       "
        + excerpt(out, bestLength);
  }

  private int agreement(int start, String out) {
    int length = 0;
    while (length < out.length()
        && start + length < reference.length()
        && reference.charAt(start + length) == out.charAt(length)) {
      length++;
    }
    return length;
  }

  private static String excerpt(String text, int from) {
    String part = text.substring(from, Math.min(text.length(), from + 160)).replace("\n", "\\n");
    return part.isEmpty() ? "(end)" : part;
  }
}

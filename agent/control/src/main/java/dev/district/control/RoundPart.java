package dev.district.control;

import java.io.IOException;

/**
 * One member's part in a checkpoint of several, in the order of the methods. The coordinator's
 * connection is its life: when it breaks, {@link #breakOff} is called, and the member goes on as if
 * nothing had been asked.
 */
public interface RoundPart {
  /** An agent that can't take part. */
  RoundPart NONE =
      new RoundPart() {
        @Override
        public Reply prepare() {
          return Reply.failed(
              ExitCode.USAGE, "this agent takes no part in checkpoints of several members");
        }

        @Override
        public Reply hold(boolean stop) {
          return prepare();
        }

        @Override
        public Reply capture(long number) {
          return prepare();
        }

        @Override
        public Reply release() {
          return prepare();
        }

        @Override
        public Reply write() {
          return prepare();
        }

        @Override
        public Reply end(boolean committed) {
          return prepare();
        }

        @Override
        public boolean breakOff() {
          return false;
        }
      };

  /** Key of an image's size in the answer to {@link #write}. */
  String SIZE = "size";

  /** Key of an image's digest in the answer to {@link #write}. */
  String DIGEST = "digest";

  /** Does what need not be done while everybody stands still. */
  Reply prepare();

  /**
   * Brings all threads to a standstill; they stand until {@link #release} or the end.
   *
   * @param stop whether the JVM is to end once the checkpoint is committed
   */
  Reply hold(boolean stop);

  /** Copies the state, when every member stands still. */
  Reply capture(long number);

  /** Lets the threads run, when every member has been copied. */
  Reply release();

  /** Writes the image and forces it to the disk. */
  Reply write() throws IOException;

  /** The outcome. The JVM ends after the answer when it was to stop and this says committed. */
  Reply end(boolean committed);

  /**
   * The coordinator is gone. Releases what is held.
   *
   * @return whether the JVM is to end, because the checkpoint was committed all the same
   */
  boolean breakOff();
}

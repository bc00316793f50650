package dev.district.control;

import java.io.IOException;
import java.util.Map;

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
        public Reply agree(String meeting, Map<String, String> connections) {
          return prepare();
        }

        @Override
        public Reply settle() {
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

  /** Key of a member's connections in the answer to {@link #capture}. */
  String CONNECTIONS = "connections";

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

  /**
   * Copies the state, when every member stands still; answers with what the others have to know of
   * its connections under {@link #CONNECTIONS}.
   */
  Reply capture(long number);

  /**
   * Finds the connections that lead to other members. From an answer that is good on, this member
   * stays as it is until all have settled, or it is certain that none will.
   *
   * @param meeting name of where they settle that
   * @param connections what each member has told
   */
  Reply agree(String meeting, Map<String, String> connections) throws IOException;

  /** Takes up what is under way in connections, when every member has agreed. */
  Reply settle() throws IOException;

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

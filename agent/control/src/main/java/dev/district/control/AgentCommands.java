package dev.district.control;

import java.util.Map;

/**
 * What an agent does when it is asked. The methods are called one at a time, on the thread {@code
 * district-control}; whatever they throw reaches the asker as {@link ExitCode#INTERNAL}.
 */
public interface AgentCommands {
  /**
   * Exit status of a JVM that was stopped on request: 128 + SIGTERM, what a shell shows for a
   * program that was terminated, so that nobody takes it for the program's own end.
   */
  int STOPPED_STATUS = 143;

  /**
   * District, member, incarnation, pid, uptime, last checkpoint, pause …; see {@link StatusKey}.
   */
  Map<String, String> status();

  /**
   * Takes a checkpoint and answers with its number under {@link Reply#CHECKPOINT} once it is
   * committed.
   *
   * @param stop leave the world stopped after the commit: {@link #halt} follows at once, and
   *     nothing the program would still do may be seen outside
   * @param dryRun say what would refuse, commit nothing
   */
  Reply checkpoint(boolean stop, boolean dryRun);

  /** Begins this member's part in a checkpoint of several. */
  default RoundPart part() {
    return RoundPart.NONE;
  }

  /** Gets ready to end without a checkpoint; {@link #halt} follows when the answer is OK. */
  Reply stop();

  /**
   * Ends this JVM, without shutdown hooks. Called after the answer to {@link #stop} or to a
   * committed {@code checkpoint(stop=true)} has been written, or could not be written.
   */
  default void halt() {
    Runtime.getRuntime().halt(STOPPED_STATUS);
  }
}

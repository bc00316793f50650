package dev.district.image.meta;

import java.io.Serializable;

/** One captured thread. */
public final class ThreadMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Id of the Thread object in the image. */
  public int objectId;

  public String name = "";

  /** {@code Thread.getId()}. */
  public long id;

  public boolean daemon;

  /** The thread that runs {@code main}. */
  public boolean main;

  public boolean virtual;
  public int priority;

  /** RUNNABLE, SLEEPING, WAITING, PARKED, ENTERING or READING. */
  public String state = "";

  /** What is left of a timed sleep, wait or park; 0 if it has no time limit. */
  public long remainingNanos;

  /** Position among the threads that wait for the same monitor, from 0. */
  public int order;

  /** Left the wait set but has not got the monitor back yet. */
  public boolean notified;

  public boolean interrupted;

  /** Id of the object waited on, entered or parked for; 0 if there is none. */
  public int waitingOn;

  /** Innermost first. */
  public FrameMeta[] frames = {};
}

package dev.district.image.meta;

import java.io.Serializable;

/** One captured thread. */
public final class ThreadMeta implements Serializable {
  private static final long serialVersionUID = 1L;

  /** States of a thread. */
  public static final String RUNNABLE = "RUNNABLE";

  public static final String SLEEPING = "SLEEPING";
  public static final String WAITING = "WAITING";
  public static final String PARKED = "PARKED";
  public static final String READING = "READING";
  public static final String ENTERING = "ENTERING";

  /** Behind a system call that waited for one descriptor, or for many. */
  public static final String POLLING = "POLLING";

  public static final String SELECTING = "SELECTING";

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

  /** RUNNABLE, SLEEPING, WAITING, PARKED, ENTERING, READING, POLLING or SELECTING. */
  public String state = "";

  /** Whether the sleep, wait or park ends by itself. */
  public boolean timed;

  /** For a park until a time of day: that time is in {@link #remainingNanos}, in milliseconds. */
  public boolean absolute;

  /** What is left of a timed sleep, wait or park. */
  public long remainingNanos;

  /** Position among all waits in progress. */
  public long order;

  /** The sleep, wait or park has ended; the thread just has not gone on yet. */
  public boolean over;

  public boolean interrupted;

  /** The thread's name in the operating system as channels have noted it, 0 if none has. */
  public long nativeThread;

  /** Id of the object waited on, entered or parked for; 0 if there is none. */
  public int waitingOn;

  /** Innermost first. */
  public FrameMeta[] frames = {};
}

package dev.district.image.meta;

import java.io.Serializable;

/** Who wrote the image, when, and on which platform. */
public final class Manifest implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Version of the contents of the sections, as opposed to that of the file format. */
  public int formatVersion;

  /** Feature release of the JDK: 17, 25. */
  public int jdkFeature;

  public String vmVersion = "";
  public String vmVendor = "";
  public String gc = "";
  public String os = "";
  public String arch = "";
  public boolean compressedOops;
  public boolean compressedClassPointers;

  /** {@code ObjectAlignmentInBytes}. */
  public int objectAlignment;

  public String district = "";
  public String member = "";

  /** Number of the checkpoint that the image belongs to, from 1. */
  public long checkpoint;

  /** Number of the district's life that made the image, from 1. */
  public long incarnation;

  /** {@code System.currentTimeMillis()} at the moment all threads stood still. */
  public long capturedAtMillis;

  /** {@code System.nanoTime()} at that moment. */
  public long capturedNanoTime;

  /** The identifier that the next new thread would have got. */
  public long nextThreadId;

  /** Whether the main thread had ended by an exception, which decides the exit code. */
  public boolean mainFailed;

  /** Whether the program may start virtual threads, which the restored JVM must provide for. */
  public boolean virtualThreads;

  /** Process id of the writer. */
  public long pid;

  public String mainClass = "";
  public String arguments = "";
  public String agentVersion = "";
}

package dev.district.jdk;

import java.util.List;
import jdk.internal.misc.VM;

/** The options that this VM was started with, without loading the management classes. */
public final class VmArguments {
  private VmArguments() {}

  public static List<String> list() {
    String[] arguments = VM.getRuntimeArguments();
    return arguments == null ? List.of() : List.of(arguments);
  }
}

package dev.district.core.types;

import dev.district.jdk.StreamClasses;
import java.util.Map;
import java.util.Set;

/**
 * Fields that belong to the VM or the operating system rather than to the program: left at their
 * default in a restored object, to be set by whoever makes the object live again.
 */
final class VmFields {
  private static final Map<String, Set<String>> SKIPPED =
      Map.of(
          "java.lang.Throwable", Set.of("backtrace"),
          "java.io.ObjectStreamClass", StreamClasses.MADE_AGAIN,
          "java.lang.ref.Reference", Set.of("referent", "discovered"),
          "java.lang.Thread",
              Set.of("eetop", "blocker", "nioBlocker", "container", "headStackableScopes", "cont"),
          "java.lang.ClassLoader",
              Set.of("unnamedModule", "classes", "libraries", "classLoaderValueMap"),
          "java.lang.VirtualThread",
              Set.of(
                  "scheduler",
                  "cont",
                  "runContinuation",
                  "parkPermit",
                  "blockPermit",
                  "onWaitingList",
                  "next",
                  "notified",
                  "timedWaitSeqNo",
                  "timeout",
                  "timeoutTask",
                  "carrierThread"),
          "java.lang.ThreadGroup",
              Set.of(
                  "threads",
                  "nthreads",
                  "nUnstartedThreads",
                  "groups",
                  "ngroups",
                  "weaks",
                  "nweaks"));

  private VmFields() {}

  static boolean skipped(Class<?> declaring, String field) {
    return declaring.getClassLoader() == null
        && SKIPPED.getOrDefault(declaring.getName(), Set.of()).contains(field);
  }
}

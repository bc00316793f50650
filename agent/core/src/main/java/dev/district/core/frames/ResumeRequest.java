package dev.district.core.frames;

import java.util.List;

/**
 * What a resume method is generated for; equal requests get the same code.
 *
 * @param host class of the frame
 * @param code its class file, equal to itself alone
 * @param method name of the method
 * @param descriptor its descriptor
 * @param bci instruction in progress
 * @param mode how to go on
 * @param monitorLocals for each monitor to enter, outermost first, the local its exit reads, or -1
 * @param options what else to change
 */
record ResumeRequest(
    Class<?> host,
    ClassCode code,
    String method,
    String descriptor,
    int bci,
    ResumeMode mode,
    List<Integer> monitorLocals,
    ResumeOptions options) {
  String place() {
    return host.getName() + "." + method + descriptor + " at " + bci;
  }
}

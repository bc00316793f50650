package dev.district.core.heap;

import java.lang.instrument.Instrumentation;

/**
 * What a restore needs to know about the JVM it runs in.
 *
 * @param instrumentation to see all loaded classes
 * @param mainThread the thread that becomes the captured main thread, in place
 */
public record RestoreContext(Instrumentation instrumentation, Thread mainThread) {}

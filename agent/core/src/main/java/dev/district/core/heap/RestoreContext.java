package dev.district.core.heap;

import dev.district.core.files.ResourceRestore;
import java.lang.instrument.Instrumentation;

/**
 * What a restore needs to know about the JVM it runs in.
 *
 * @param instrumentation to see all loaded classes
 * @param mainThread the thread that becomes the captured main thread, in place
 * @param resources what is outside the heap, opened but not yet in its objects
 */
public record RestoreContext(
    Instrumentation instrumentation, Thread mainThread, ResourceRestore resources) {}

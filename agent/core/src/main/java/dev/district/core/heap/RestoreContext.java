package dev.district.core.heap;

import java.lang.instrument.Instrumentation;
import java.util.Set;

/**
 * What a restore needs to know about the JVM it runs in.
 *
 * @param instrumentation to see all loaded classes
 * @param mainThread the thread that becomes the captured main thread, in place
 * @param initializing type ids of classes whose static initialisers are to go on
 */
public record RestoreContext(
    Instrumentation instrumentation, Thread mainThread, Set<Integer> initializing) {}

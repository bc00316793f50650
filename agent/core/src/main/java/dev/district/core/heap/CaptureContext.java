package dev.district.core.heap;

import java.lang.instrument.Instrumentation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a capture needs to know about the JVM it runs in.
 *
 * @param instrumentation to see all loaded classes
 * @param agentLoader loader of the agent's own classes; reaching an object of one of them is an
 *     error
 * @param threads live application threads, those whose frames are captured
 * @param mainThread the application's main thread if it is among them
 * @param initializing classes that have a {@code <clinit>} frame on some captured stack
 */
public record CaptureContext(
    Instrumentation instrumentation,
    @Nullable ClassLoader agentLoader,
    Set<Thread> threads,
    @Nullable Thread mainThread,
    Set<Class<?>> initializing) {}

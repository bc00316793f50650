package dev.district.core;

import dev.district.boot.ThreadSlot;
import dev.district.control.AgentOptions.Materialise;
import dev.district.core.capture.Materialiser;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.weave.Transformer;
import dev.district.jdk.CompiledCode;
import dev.district.jdk.VirtualThreads;
import dev.district.jdk.VmFlags;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * From the first class on that mentions virtual threads, the compiler is kept from replacing
 * objects by registers: in the frames of a virtual thread that is not mounted they could not be
 * brought back. Code compiled before is thrown away, by retransforming its classes; no virtual
 * thread runs yet that could be inside it.
 */
final class VirtualThreadUse implements Transformer.VirtualThreadListener {
  private static final long LONGEST_COMPILATION_NANOS = 10_000_000_000L;

  private final Instrumentation instrumentation;
  private final Materialiser materialiser;
  private final boolean possible;

  VirtualThreadUse(Instrumentation instrumentation, Materialiser materialiser, Materialise wanted) {
    this.instrumentation = instrumentation;
    this.materialiser = materialiser;
    this.possible = wanted != Materialise.JVMTI && VirtualThreads.supported();
  }

  @Override
  public synchronized void mentioned() {
    if (!possible || materialiser.wantsVirtualThreads()) {
      return;
    }
    materialiser.wantVirtualThreads();
    if (materialiser.includesVirtualThreads() || !ApplicationThreads.virtual().isEmpty()) {
      return;
    }
    // A thread inside a transformer gets no other called: what it retransforms would lose its
    // hooks.
    Thread thread =
        new Thread(
            ApplicationThreads.baseGroup(), this::include, "district-virtual-threads", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Compilations that have begun with objects being replaced. */
  private static void awaitCompilations() throws InterruptedException {
    Set<String> begun = CompiledCode.compiling();
    long deadline = System.nanoTime() + LONGEST_COMPILATION_NANOS;
    while (!begun.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the compiler doesn't come to an end");
      }
      Thread.sleep(2);
      begun.retainAll(CompiledCode.compiling());
    }
  }

  /**
   * Classes whose compiled code has to go. The agent's own is not what virtual threads run. Lambda
   * forms can't be thrown away and need not: one that was compiled by itself does not know its
   * target, which is never inlined there, and what the form makes escapes to the target.
   */
  private List<Class<?>> compiled() {
    Set<String> names = CompiledCode.optimizedClasses();
    List<Class<?>> compiled = new ArrayList<>();
    Set<String> remaining = new HashSet<>(names);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (names.contains(type.getName()) && instrumentation.isModifiableClass(type)) {
        compiled.add(type);
        remaining.remove(type.getName());
      }
    }
    remaining.removeIf(
        name ->
            name.startsWith("dev.district.") || name.startsWith("java.lang.invoke.LambdaForm$"));
    if (!remaining.isEmpty()) {
      throw new IllegalStateException("compiled code of " + remaining + " can't be thrown away");
    }
    return compiled;
  }

  private void include() {
    long begin = System.nanoTime();
    try {
      new VmFlags().setBoolean("EliminateAllocations", false);
      awaitCompilations();
      List<Class<?>> compiled = compiled();
      instrumentation.retransformClasses(compiled.toArray(new Class<?>[0]));
      ThreadSlot.includeVirtualThreads();
      materialiser.includeVirtualThreads();
      long millis = (System.nanoTime() - begin) / 1_000_000;
      Diagnostics.note(compiled.size() + " classes retransformed in " + millis + " ms", null);
    } catch (Exception | LinkageError e) {
      Diagnostics.note("virtual threads can't be captured", e);
      materialiser.excludeVirtualThreads(String.valueOf(e.getMessage()));
    }
  }
}

package dev.district.core;

import dev.district.boot.ThreadSlot;
import dev.district.core.capture.Materialiser;
import dev.district.core.diag.Diagnostics;
import dev.district.core.threads.ApplicationThreads;
import dev.district.core.weave.Transformer;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import dev.district.jdk.CompiledCode;
import dev.district.jdk.VirtualThreads;
import dev.district.jdk.VmFlags;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * From the first class on that mentions virtual threads, the compiler is kept from replacing objects
 * by registers: in the frames of a virtual thread that is not mounted they could not be brought
 * back. Code compiled before is thrown away, by retransforming its classes; no virtual thread runs
 * yet that could be inside it.
 */
final class VirtualThreadUse implements Transformer.VirtualThreadListener {
  private final Instrumentation instrumentation;
  private final Materialiser materialiser;

  VirtualThreadUse(Instrumentation instrumentation, Materialiser materialiser) {
    this.instrumentation = instrumentation;
    this.materialiser = materialiser;
  }

  /** Whether an image holds virtual threads. */
  static boolean isIn(TypesMeta types) {
    for (TypeMeta type : types.types) {
      if ("java.lang.VirtualThread".equals(type.name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public synchronized void mentioned() {
    if (materialiser.includesVirtualThreads()
        || !VirtualThreads.supported()
        || !VirtualThreads.all().isEmpty()) {
      return;
    }
    // A thread inside a transformer gets no other called: what it retransforms would lose its hooks.
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

  private void include() {
    long begin = System.nanoTime();
    try {
      new VmFlags().setBoolean("EliminateAllocations", false);
      Set<String> names = CompiledCode.optimizedClasses();
      List<Class<?>> compiled = new ArrayList<>();
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (names.contains(type.getName()) && instrumentation.isModifiableClass(type)) {
          compiled.add(type);
        }
      }
      instrumentation.retransformClasses(compiled.toArray(new Class<?>[0]));
      ThreadSlot.includeVirtualThreads();
      materialiser.includeVirtualThreads();
      long millis = (System.nanoTime() - begin) / 1_000_000;
      Diagnostics.note(compiled.size() + " classes retransformed in " + millis + " ms", null);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      Diagnostics.note("virtual threads can't be captured", e);
    }
  }
}

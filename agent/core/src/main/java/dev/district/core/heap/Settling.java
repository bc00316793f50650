package dev.district.core.heap;

import dev.district.core.types.LambdaRegistry;
import dev.district.jdk.CallSiteParts;
import dev.district.jdk.Cleanables;
import dev.district.jdk.HandleParts;
import dev.district.jdk.LoaderPaths;
import dev.district.jdk.RandomState;
import dev.district.jdk.ReferenceQueues;
import dev.district.jdk.StreamClasses;
import dev.district.jdk.ThreadState;
import dev.district.jdk.VirtualThreads;
import java.lang.invoke.CallSite;
import java.lang.ref.Reference;

/**
 * What has to be done to some objects after all fields are in place, so that the VM takes them for
 * its own.
 */
final class Settling {
  private Settling() {}

  static void settle(Object o, Thread mainThread) {
    Cleanables.settle(o);
    if (LoaderPaths.isPath(o.getClass())) {
      LoaderPaths.settle(o);
    }
    RandomState.settle(o);
    VirtualThreads.settle(o);
    StreamClasses.settle(o);
    if (o.getClass().isHidden()) {
      LambdaRegistry.INSTANCE.offer(o);
    } else if (o instanceof Thread thread && thread != mainThread) {
      if (!ThreadState.isLive(thread) && !ThreadState.isVirtual(thread)) {
        ThreadState.makeStartable(thread);
      }
    } else if (HandleParts.isForm(o)) {
      HandleParts.prepare(o);
    } else if (o instanceof CallSite site) {
      CallSiteParts.settle(site);
    } else if (o.getClass() == ThreadGroup.class) {
      ThreadState.adopt((ThreadGroup) o);
    }
  }

  static void enqueue(Object reference) {
    ReferenceQueues.enqueue((Reference<?>) reference);
  }
}

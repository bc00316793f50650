package dev.district.core.heap;

import dev.district.image.meta.PlatformMeta;
import dev.district.jdk.BeanServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The MBeans that the application has registered with the platform's server. The platform's own are
 * the new JVM's; so what listens to them, or listens through the server, can't be carried.
 */
final class RegisteredBeans {
  private static final String REMEDY = "checkpoint when it is not in use";

  private RegisteredBeans() {}

  /** Told of what can't be carried. */
  @FunctionalInterface
  interface Refusal {
    void refuse(String cause, String remedy);
  }

  static void capture(
      PlatformMeta meta, ToIntBiFunction<@Nullable Object, String> root, Refusal refusal) {
    Object server = BeanServer.present();
    if (server == null) {
      return;
    }
    if (!BeanServer.isKnown(server.getClass())) {
      refusal.refuse("MBean server of class " + server.getClass().getName(), REMEDY);
      return;
    }
    if (BeanServer.hasListeners(server)) {
      refusal.refuse("a listener was added through the platform's MBean server", REMEDY);
    }
    List<Integer> beans = new ArrayList<>();
    for (Object named : BeanServer.beans(server, true)) {
      beans.add(root.applyAsInt(named, "MBean " + BeanServer.name(named)));
    }
    meta.beans = beans.stream().mapToInt(Integer::intValue).toArray();
  }

  static void restore(PlatformMeta meta, IntFunction<@Nullable Object> objects) {
    if (meta.beans.length == 0) {
      return;
    }
    Object server = BeanServer.require();
    for (int id : meta.beans) {
      Object named = objects.apply(id);
      if (named != null) {
        BeanServer.add(server, named);
      }
    }
  }
}

package dev.district.jdk;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call site of 17 has of the VM: its <em>context</em>, the list of compiled code that relies
 * on its target. On 25 the VM keeps that to itself. Requires {@code java.base/java.lang.invoke} to
 * be open.
 */
public final class CallSiteParts {
  /** The field to be left out of an image. */
  public static final Set<String> OF_THE_VM = Set.of("context");

  private static final @Nullable Field CONTEXT = Raw.fieldOrNull(CallSite.class, "context");

  private CallSiteParts() {}

  /** A restored call site, which no code of this JVM relies on yet, gets a context of its own. */
  public static void settle(CallSite site) {
    if (CONTEXT != null) {
      Raw.putReference(site, Raw.offset(CONTEXT), context(site));
    }
  }

  private static Object context(CallSite site) {
    Class<?> type = Lookups.bootClass("java.lang.invoke.MethodHandleNatives$CallSiteContext");
    MethodHandle make = Lookups.findByName(type, "make", CallSite.class);
    try {
      return make.invoke(site);
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }
}

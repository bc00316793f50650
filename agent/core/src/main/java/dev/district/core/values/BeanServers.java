package dev.district.core.values;

import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.BeanServer;
import org.jspecify.annotations.Nullable;

/**
 * The platform's MBean server, by name: its own beans speak for the JVM they are in. The beans of
 * the application are carried apart and added to it. Other servers are objects like any other.
 */
final class BeanServers implements Adapter {
  @Override
  public String kind() {
    return "platform-mbean-server";
  }

  @Override
  public boolean handles(Class<?> type) {
    return BeanServer.isKnown(type);
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    return o == BeanServer.present() ? Recipes.text(kind()) : null;
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return BeanServer.require();
  }
}

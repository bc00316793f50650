package tck;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Identity hashes, and maps whose keys have nothing else. */
public final class Hashes implements TckCase {
  enum Colour {
    RED,
    GREEN
  }

  @Override
  public Object make() {
    Object key = new Object();
    Map<Object, String> map = new HashMap<>();
    map.put(key, "plain");
    map.put(Colour.GREEN, "enum");
    map.put(TimeUnit.DAYS, "platform enum");
    map.put(String.class, "class");
    map.put(Hashes.class, "application class");
    map.put(int[].class, "array class");
    Map<Object, Object> concurrent = new ConcurrentHashMap<>(map);
    Map<Object, Object> identity = new IdentityHashMap<>(map);
    Set<String> set = Set.of("a", "b", "c", "d", "e", "f");
    Map<Object, Integer> immutable = Map.of(Colour.RED, 1, TimeUnit.HOURS, 2, "x", 3);
    return new Object[] {
      key, System.identityHashCode(key), map, concurrent, identity, set, set.toString(), immutable,
    };
  }

  @Override
  public void check(Object state) {
    Object[] parts = (Object[]) state;
    require(System.identityHashCode(parts[0]) == (int) parts[1], "hash");
    for (int i = 2; i <= 4; i++) {
      Map<?, ?> map = (Map<?, ?>) parts[i];
      require("plain".equals(map.get(parts[0])), "plain key of " + i);
      require("enum".equals(map.get(Colour.GREEN)), "enum key of " + i);
      require("platform enum".equals(map.get(TimeUnit.DAYS)), "platform enum key of " + i);
      require("class".equals(map.get(String.class)), "class key of " + i);
      require("application class".equals(map.get(Hashes.class)), "application class of " + i);
      require("array class".equals(map.get(int[].class)), "array class of " + i);
    }
    require(((Set<?>) parts[5]).contains("c"), "set");
    require(parts[5].toString().equals(parts[6]), "order of Set.of");
    require(((Map<?, ?>) parts[7]).get(TimeUnit.HOURS).equals(2), "immutable map");
    require(((Map<?, ?>) parts[7]).get(Colour.RED).equals(1), "immutable map, enum");
  }
}

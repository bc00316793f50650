package dev.district.core.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.MarkWord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTableTest {
  private static final int MANY = 50_000;

  /** Objects without a hash, with one of the VM's, and with one that a key of ours stands for. */
  private static List<Object> mixture() {
    Random random = new Random(1);
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Object o = new Object();
      switch (i % 4) {
        case 1 -> System.identityHashCode(o);
        case 2 -> MarkWord.set(o, HashKeys.hash(1 + random.nextInt(2 * MANY)));
        default -> {}
      }
      objects.add(o);
    }
    return objects;
  }

  @Test
  void everyObjectHasOneIdOfItsOwnInEveryCapture() {
    List<Object> objects = mixture();
    for (int capture = 0; capture < 3; capture++) {
      IdTable ids = new IdTable();
      Map<Object, Integer> expected = new IdentityHashMap<>();
      for (Object o : objects) {
        assertThat(ids.find(o)).isZero();
        expected.put(o, ids.id(o, 0));
      }
      assertThat(ids.last()).isEqualTo(MANY);
      assertThat(expected.values()).doesNotHaveDuplicates();
      for (Object o : objects) {
        int id = expected.get(o);
        assertThat(ids.id(o, 7)).isEqualTo(id);
        assertThat(ids.find(o)).isEqualTo(id);
        assertThat(ids.get(id)).isSameAs(o);
        assertThat(ids.parent(id)).isZero();
      }
      assertThat(ids.find(new Object())).isZero();
      ids.release();
      ids.hashes.output.free();
    }
  }

  @Test
  void aHashStaysWhatItWas() {
    List<Object> objects = mixture();
    int[] before = new int[MANY];
    for (int i = 0; i < MANY; i++) {
      before[i] = MarkWord.peek(objects.get(i));
    }
    IdTable ids = new IdTable();
    objects.forEach(o -> ids.id(o, 0));
    for (int i = 0; i < MANY; i++) {
      int now = System.identityHashCode(objects.get(i));
      assertThat(now).isPositive();
      if (before[i] != 0) {
        assertThat(now).isEqualTo(before[i]);
      }
    }
    ids.hashes.output.free();
  }

  @Test
  void everyKeyHasItsHashAndEveryHashItsKey() {
    Random random = new Random(2);
    for (int i = 1; i < MANY; i++) {
      assertThat(HashKeys.hash(i)).isPositive();
      assertThat(HashKeys.key(HashKeys.hash(i))).isEqualTo(i);
      int hash = random.nextInt(Integer.MAX_VALUE);
      assertThat(HashKeys.hash(HashKeys.key(hash))).isEqualTo(hash);
    }
  }
}

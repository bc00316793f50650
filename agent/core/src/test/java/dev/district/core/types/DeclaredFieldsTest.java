package dev.district.core.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.DeclaredFields;
import dev.district.jdk.DeclaredFields.DeclaredField;
import dev.district.jdk.Raw;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class DeclaredFieldsTest {
  /** More fields than one digit of the VM's code can count, and far offsets. */
  @SuppressWarnings("unused")
  private static final class Many {
    static final int FIRST = 1;
    static final double SECOND = 2;
    static String third = "3";
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9;
    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9;
    long c0, c1, c2, c3, c4, c5, c6, c7, c8, c9;
    List<String> generic;
    Callable<List<String>>[][] arrays;
  }

  @Test
  void theTableOfThisVmIsKnown() {
    assertThat(DeclaredFields.trusted()).isTrue();
  }

  @Test
  void theVmTableSaysWhatReflectionSays() {
    for (Class<?> type :
        List.of(
            Many.class,
            ForkJoinPool.class,
            java.util.concurrent.ConcurrentHashMap.class,
            java.util.Calendar.class,
            java.util.Locale.class,
            Thread.State.class,
            java.math.BigDecimal.class,
            Callable.class,
            int[].class,
            int.class)) {
      assertThat(DeclaredFields.of(type)).as(type.getName()).isEqualTo(reflected(type));
    }
  }

  private static List<DeclaredField> reflected(Class<?> type) {
    List<DeclaredField> fields = new ArrayList<>();
    for (Field field : Raw.declaredFields(type)) {
      boolean isStatic = Modifier.isStatic(field.getModifiers());
      fields.add(
          new DeclaredField(
              field.getName(),
              field.getType().descriptorString(),
              field.getModifiers(),
              isStatic ? Raw.staticOffset(field) : Raw.offset(field)));
    }
    return fields;
  }
}

package dev.district.core.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.DeclaredMethods;
import dev.district.jdk.MethodTable;
import dev.district.jdk.Reflected;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class MethodTableTest {
  private static final List<Class<?>> TYPES =
      List.of(ForkJoinPool.class, Thread.class, Class.class, Callable.class, String.class);

  @Test
  void theTableOfThisVmIsKnown() {
    assertThat(MethodTable.trusted()).isTrue();
  }

  @Test
  void theVmTableSaysWhatReflectionSays() {
    for (Class<?> type : TYPES) {
      for (Method method : DeclaredMethods.of(type)) {
        assertThat(MethodTable.modifiers(type, method.getName(), Reflected.descriptor(method)))
            .as(method.toString())
            .isEqualTo(method.getModifiers());
      }
    }
  }

  @Test
  void whatIsInheritedOrAbsentIsNotDeclared() {
    assertThat(MethodTable.modifiers(Callable.class, "hashCode", "()I")).isEqualTo(-1);
    assertThat(MethodTable.modifiers(int[].class, "clone", "()Ljava/lang/Object;")).isEqualTo(-1);
  }

  @Test
  void nativeMethodsAreSeen() {
    for (Class<?> type : TYPES) {
      boolean declared =
          Arrays.stream(DeclaredMethods.of(type))
              .anyMatch(m -> Modifier.isNative(m.getModifiers()));
      assertThat(MethodTable.declaresNative(type)).as(type.getName()).isEqualTo(declared);
    }
  }
}

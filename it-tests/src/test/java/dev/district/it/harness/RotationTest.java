package dev.district.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RotationTest {
  @Test
  void everyPartHasEveryProgramOnceAndTenPartsAreTheWhole() {
    for (int row = 0; row < 60; row++) {
      boolean[] taken = new boolean[10];
      for (int part = 0; part < 10; part++) {
        int inPart = 0;
        for (int column = 0; column < 10; column++) {
          if (new Rotation(part, 10).takes(row, column)) {
            taken[column] = true;
            inPart++;
          }
        }
        assertThat(inPart).isEqualTo(1);
      }
      assertThat(taken).containsOnly(true);
    }
  }

  @Test
  void isWrittenAsKofN() {
    assertThat(Rotation.parse("3/10")).isEqualTo(new Rotation(3, 10));
    assertThatThrownBy(() -> Rotation.parse("10/10")).hasMessageContaining("0 <= K < N");
    assertThatThrownBy(() -> Rotation.parse("half")).hasMessageContaining("expected K/N");
  }
}

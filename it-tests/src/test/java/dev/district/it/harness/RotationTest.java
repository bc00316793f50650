package dev.district.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RotationTest {
  private static final int COLUMNS = 2 * Feature.all().size();

  @Test
  void everyPartHasEveryThirdProgramOnceAndAllPartsAreTheWhole() {
    int parts = Rotation.today().parts();
    for (int row = 0; row < 60; row++) {
      boolean[] taken = new boolean[COLUMNS];
      for (int part = 0; part < parts; part++) {
        Rotation rotation = new Rotation(part, parts);
        int inPart = 0;
        for (int column = 0; column < COLUMNS; column++) {
          if (rotation.takes(row, column)) {
            taken[column] = true;
            inPart++;
          }
        }
        assertThat(inPart).isEqualTo(Math.floorMod(row, 3) == part % 3 ? 1 : 0);
      }
      assertThat(taken).containsOnly(true);
    }
  }

  @Test
  void neighboursOfOnePartAreTakenInAnotherFeature() {
    Rotation rotation = new Rotation(7, Rotation.today().parts());
    assertThat(rotation.takes(1, 2)).isTrue();
    assertThat(rotation.takes(4, 1)).isTrue();
    assertThat(rotation.takes(7, 0)).isTrue();
  }

  @Test
  void ofOneCasePerProgramThirtyPartsAreTheWhole() {
    for (int number = 0; number < 140; number++) {
      int parts = 0;
      for (int part = 0; part < 30; part++) {
        parts += new Rotation(part, 66).takes(number) ? 1 : 0;
      }
      assertThat(parts).isEqualTo(1);
      assertThat(new Rotation(0, 1).takes(number)).isTrue();
    }
  }

  @Test
  void isWrittenAsKofN() {
    assertThat(Rotation.parse("3/10")).isEqualTo(new Rotation(3, 10));
    assertThatThrownBy(() -> Rotation.parse("10/10")).hasMessageContaining("0 <= K < N");
    assertThatThrownBy(() -> Rotation.parse("half")).hasMessageContaining("expected K/N");
  }
}

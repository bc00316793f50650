package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What belongs to which step. */
class MarksTest {
  private static Marks marks() {
    Marks marks = new Marks();
    marks.add(10, 3);
    marks.add(20, 3);
    marks.add(30, 5);
    marks.add(50, 9);
    return marks;
  }

  @Test
  void bytesHaveTheStepOfTheMarkBefore() {
    assertThat(marks().step(9)).isZero();
    assertThat(marks().step(10)).isEqualTo(3);
    assertThat(marks().step(29)).isEqualTo(3);
    assertThat(marks().step(30)).isEqualTo(5);
    assertThat(marks().step(1000)).isEqualTo(9);
  }

  @Test
  void theNextStepBeginsBehind() {
    assertThat(marks().next(9, 99)).isEqualTo(10);
    assertThat(marks().next(10, 99)).isEqualTo(30);
    assertThat(marks().next(50, 99)).isEqualTo(99);
  }

  @Test
  void stepsEndWhereLaterOnesBegin() {
    assertThat(marks().beyond(0, 99)).containsExactly(3, 30, 5, 50, 9, 99);
    assertThat(marks().beyond(29, 99)).containsExactly(3, 30, 5, 50, 9, 99);
    assertThat(marks().beyond(30, 99)).containsExactly(5, 50, 9, 99);
    assertThat(marks().beyond(98, 99)).containsExactly(9, 99);
    assertThat(marks().beyond(99, 99)).isEmpty();
    assertThat(new Marks().beyond(0, 99)).isEmpty();
  }

  @Test
  void whatIsBeforeAPositionIsForgotten() {
    Marks marks = marks();
    marks.trim(35);
    assertThat(marks.size()).isEqualTo(2);
    assertThat(marks.step(36)).isEqualTo(5);
    assertThat(marks.step(29)).isZero();
  }

  @Test
  void anImageHasAllOfThem() {
    Marks again = new Marks();
    again.restore(marks().all());
    assertThat(again.all()).containsExactly(10, 3, 30, 5, 50, 9);
  }
}

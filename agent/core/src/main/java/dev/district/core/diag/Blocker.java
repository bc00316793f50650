package dev.district.core.diag;

/**
 * One reason why a checkpoint can't be taken.
 *
 * @param cause what it is, in a sentence without a full stop
 * @param place the thread, frame or object path that holds it
 * @param remedy what the person can do
 */
public record Blocker(String cause, String place, String remedy) {
  @Override
  public String toString() {
    return cause + "\n  at " + place + "\n  remedy: " + remedy;
  }
}

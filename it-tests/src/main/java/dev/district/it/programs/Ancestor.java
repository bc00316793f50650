package dev.district.it.programs;

/**
 * What a subclass in another package inherits: members whose types nobody has needed until they are
 * used.
 */
public abstract class Ancestor {
  /** Of a class that is loaded late. */
  public static Late latest;

  protected Later later;

  /** The first that is needed. */
  public static final class Late {
    private final int value;

    public Late(int value) {
      this.value = value;
    }
  }

  /** The second. */
  public static final class Later {
    private final int value;

    public Later(int value) {
      this.value = value;
    }
  }

  protected int take(Late late) {
    latest = late;
    return late.value;
  }

  protected int take(Later late) {
    later = late;
    return late.value + latest.value;
  }

  protected Later twice(Later late) {
    return new Later(2 * late.value);
  }
}

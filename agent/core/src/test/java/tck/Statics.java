package tck;

import java.util.ArrayList;
import java.util.List;

/** Statics of all kinds, initialisers that must not run again, a class not initialised yet. */
public final class Statics implements TckCase {
  static final int CONSTANT = 17;
  static final String LITERAL = "a literal";
  static final List<String> LOG = new ArrayList<>();
  static final Object LOCK;
  static int counter;
  static long wide = 1;
  static boolean flag;

  static {
    LOG.add("Statics initialised");
    LOCK = new Object();
  }

  static final class Late {
    static int value = 5;

    static {
      LOG.add("Late initialised");
    }
  }

  interface WithField {
    Object FIELD = new Object();
  }

  static class Parent implements WithField {
    static final StringBuilder TEXT = new StringBuilder("parent");
  }

  static final class Child extends Parent {
    static int made;

    Child() {
      made++;
    }
  }

  @Override
  public Object make() throws Exception {
    Class.forName("tck.Statics$Late", false, Statics.class.getClassLoader());
    counter = 41;
    wide = 1L << 40;
    flag = true;
    new Child();
    return new Object[] {LOCK, LOG, WithField.FIELD, Parent.TEXT, "a " + "literal"};
  }

  @Override
  public void check(Object state) {
    Object[] parts = (Object[]) state;
    require(LOCK == parts[0] && LOG == parts[1], "one object");
    require(counter == 41 && wide == 1L << 40 && flag, "primitives");
    require(LOG.size() == 1, "initialisers ran: " + LOG);
    require(WithField.FIELD == parts[2] && Parent.TEXT == parts[3], "inherited statics");
    require(Child.made == 1, "child");
    require(LITERAL == parts[4], "literal");
    require(Late.value == 5 && LOG.size() == 2, "late class: " + LOG);
    LOG.remove(1);
  }
}

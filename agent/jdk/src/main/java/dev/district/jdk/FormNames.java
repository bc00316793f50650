package dev.district.jdk;

import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A lambda form as the JDK interprets it: parameters, then names, each the result of a function
 * applied to constants and earlier names ({@code java.lang.invoke.LambdaForm}, which is written in
 * this form so that it can be interpreted).
 */
public final class FormNames {
  private static final Class<?> FORM = Lookups.bootClass("java.lang.invoke.LambdaForm");
  private static final Class<?> NAME = Lookups.bootClass("java.lang.invoke.LambdaForm$Name");
  private static final Class<?> FUNCTION =
      Lookups.bootClass("java.lang.invoke.LambdaForm$NamedFunction");
  private static final MethodHandle INTRINSIC = Lookups.findByName(FUNCTION, "intrinsicName");
  private static final MethodHandle INTERPRET =
      Lookups.findByName(FORM, "interpretName", NAME, Object[].class);

  private final Object form;
  private final Object[] names;

  private FormNames(Object form) {
    this.form = form;
    this.names = (Object[]) part(form, FORM, "names");
  }

  public static FormNames of(Object form) {
    return new FormNames(form);
  }

  /** The form by which the handle runs, if it runs in this method; else null. */
  public static @Nullable Object running(MethodHandle handle, Class<?> type, String method) {
    Object form = Raw.get(handle, MethodHandle.class, "form");
    Object entry = form == null ? null : Raw.get(form, FORM, "vmentry");
    if (entry == null
        || Raw.get(entry, entry.getClass(), "clazz") != type
        || !method.equals(Raw.get(entry, entry.getClass(), "name"))) {
      return null;
    }
    return form;
  }

  public int arity() {
    return Raw.U.getInt(form, Raw.offset(Raw.field(FORM, "arity")));
  }

  public int count() {
    return names.length;
  }

  /** Index of the name that is the form's result, negative if it has none. */
  public int result() {
    return Raw.U.getInt(form, Raw.offset(Raw.field(FORM, "result")));
  }

  /** L, I, J, F, D or V. */
  public char type(int name) {
    Object type = part(names[name], NAME, "type");
    return type.toString().charAt(0);
  }

  /** Local variables that a value of the name's type takes. */
  public int slots(int name) {
    return switch (type(name)) {
      case 'V' -> 0;
      case 'J', 'D' -> 2;
      default -> 1;
    };
  }

  /** Name of the method that the function is, or null. */
  public @Nullable String method(int name) {
    Object function = Raw.get(names[name], NAME, "function");
    Object member = function == null ? null : Raw.get(function, FUNCTION, "member");
    return member == null ? null : (String) Raw.get(member, member.getClass(), "name");
  }

  /** Whether the JDK's compiler has code of its own for the function. */
  public boolean isIntrinsic(int name) {
    Object function = Raw.get(names[name], NAME, "function");
    try {
      return function != null && !"NONE".equals(INTRINSIC.invoke(function).toString());
    } catch (Throwable t) {
      throw Sneaky.rethrow(t);
    }
  }

  /** Which of the names before the given one are used by it or later. */
  public BitSet usedFrom(int first) {
    BitSet used = new BitSet();
    for (int i = first; i < names.length; i++) {
      for (Object argument : (Object[]) part(names[i], NAME, "arguments")) {
        for (int j = 0; j < first; j++) {
          if (names[j] == argument) {
            used.set(j);
          }
        }
      }
    }
    if (result() >= 0 && result() < first) {
      used.set(result());
    }
    return used;
  }

  /** The value of the name, given those before it. */
  public @Nullable Object evaluate(int name, @Nullable Object[] values) throws Throwable {
    return INTERPRET.invoke(form, names[name], values);
  }

  private static Object part(Object of, Class<?> type, String field) {
    Object part = Raw.get(of, type, field);
    if (part == null) {
      throw new IllegalStateException("a lambda form without " + field);
    }
    return part;
  }
}

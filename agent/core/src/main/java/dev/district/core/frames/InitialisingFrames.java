package dev.district.core.frames;

import dev.district.jdk.LiveFrame;

/** Adapters around an initialiser, as an earlier restart has left them on the stack. */
final class InitialisingFrames {
  private static final int EXTRA = 2;

  private InitialisingFrames() {}

  /** The frame that the adapter stands for. */
  static Frame again(LiveFrame adapter) throws Unresumable {
    boolean launch = adapter.declaringClass() == Adapters.Launch.class;
    Object[] values = state(adapter);
    Object[] extra = (Object[]) values[EXTRA];
    if (launch) {
      return Frame.adapter(Object.class, Frame.LAUNCH, "main", "", extra);
    }
    NativeCall call = (NativeCall) values[EXTRA + 1];
    return Frame.adapter((Class<?>) extra[0], Frame.AGAIN, call.name(), call.descriptor(), extra);
  }

  /** In some local variable: what is used later the compilers keep. */
  private static Object[] state(LiveFrame adapter) throws Unresumable {
    for (Object local : adapter.locals()) {
      if (local instanceof Object[] values
          && values.length > EXTRA
          && values[EXTRA] instanceof Object[]) {
        return values;
      }
    }
    throw new Unresumable("an adapter has lost its state", adapter);
  }
}

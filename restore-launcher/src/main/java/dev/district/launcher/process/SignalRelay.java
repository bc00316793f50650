package dev.district.launcher.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Hands the signals of the launcher to a receiver, until it is closed.
 *
 * <p>{@code sun.misc.Signal} is in module {@code jdk.unsupported}, which JEP 260 keeps exported: it
 * is the only way to learn of a signal in Java. A signal that is ignored, as in a background job of
 * a plain shell, stays ignored.
 */
public final class SignalRelay implements AutoCloseable {
  private final List<Runnable> undo = new ArrayList<>();

  /** Begins to receive; the receiver is called on a thread of its own for each signal. */
  public SignalRelay(Consumer<ShellSignal> receiver) {
    boolean terminal = TerminalGroup.isForeground();
    for (ShellSignal one : ShellSignal.values()) {
      Signal signal = new Signal(one.name());
      SignalHandler handler =
          caught -> {
            if (!terminal || !one.comesFromTerminal()) {
              receiver.accept(one);
            }
          };
      SignalHandler before = Signal.handle(signal, handler);
      if (before == SignalHandler.SIG_IGN) {
        Signal.handle(signal, before);
      } else {
        undo.add(() -> Signal.handle(signal, before));
      }
    }
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }
}

package dev.district.launcher.process;

/** The signals the launcher passes on. */
public enum ShellSignal {
  /** From Ctrl-C. */
  INT,
  /** From service managers; the district's chance to checkpoint. */
  TERM,
  /** When the terminal goes away. */
  HUP;

  /** Whether a terminal sends this one to all of its foreground group. */
  boolean comesFromTerminal() {
    return this != TERM;
  }
}

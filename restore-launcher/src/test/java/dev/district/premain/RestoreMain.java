package dev.district.premain;

import dev.district.launcher.fake.FakeProgram;

/** The fake agent's main class for restarts; it has the real one's name. */
public final class RestoreMain {
  private RestoreMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    FakeProgram.goOn();
  }
}

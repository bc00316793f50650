package dev.district.launcher.doctor;

/** What {@code doctor} runs under the agent: two threads, one at work and one asleep. */
public final class ProbeProgram {
  private static final long LIFE_MS = 30_000;

  private ProbeProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    long end = System.nanoTime() + LIFE_MS * 1_000_000;
    Thread worker =
        new Thread(
            () -> {
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
            },
            "probe");
    worker.start();
    Thread.sleep(LIFE_MS);
  }
}

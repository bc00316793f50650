package dev.district.image.store;

import java.nio.file.Path;

/** A program that makes checkpoints until it is killed, and says so after each commit. */
final class CheckpointLoop {
  private CheckpointLoop() {}

  public static void main(String[] args) throws Exception {
    Incarnation incarnation = Districts.at(Path.of(args[0])).open("d").begin();
    while (true) {
      System.out.println(SampleStore.checkpoint(incarnation, "main", "other").number());
    }
  }
}

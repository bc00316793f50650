package dev.district.it.bench;

import java.util.HashMap;
import java.util.Map;

/** Holds a million objects in a map and beats, so that its checkpoint and restart can be timed. */
public final class Objects {
  private record Entry(long number, String name) {}

  private Objects() {}

  public static void main(String[] args) throws InterruptedException {
    int objects = Integer.parseInt(args[0]);
    Map<Integer, Entry> map = new HashMap<>();
    for (int i = 0; i < objects / 4; i++) {
      map.put(i + 1_000, new Entry(i, "entry " + i));
    }
    System.out.println("ready");
    for (int beat = 0; ; beat++) {
      Thread.sleep(10);
      System.out.println(beat + " " + map.size());
    }
  }
}

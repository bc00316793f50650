package dev.district.image.store;

import java.nio.file.Path;

/** A program that holds a district until its standard input ends. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws Exception {
    Incarnation incarnation = Districts.at(Path.of(args[0])).open("d").begin();
    System.out.println("holding as " + incarnation.number());
    System.in.read();
  }
}

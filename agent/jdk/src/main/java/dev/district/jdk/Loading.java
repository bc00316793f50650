package dev.district.jdk;

import jdk.internal.loader.BootLoader;

/** The boot loader, which has no object that a program could ask. */
public final class Loading {
  private Loading() {}

  public static Module bootUnnamedModule() {
    return BootLoader.getUnnamedModule();
  }
}

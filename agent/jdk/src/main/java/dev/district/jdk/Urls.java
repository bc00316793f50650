package dev.district.jdk;

import java.net.MalformedURLException;
import java.net.URL;

/** Code source locations as the JDK writes them. */
final class Urls {
  private Urls() {}

  @SuppressWarnings("deprecation")
  static URL of(String external) {
    try {
      return new URL(external);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("code source " + external, e);
    }
  }
}

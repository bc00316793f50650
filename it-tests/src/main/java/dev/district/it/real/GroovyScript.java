package dev.district.it.real;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Groovy compiles and runs {@code script.groovy}: closures, traits, meta classes, operators, big
 * numbers, memoised functions; every call is an {@code invokedynamic} of its own bootstrap methods.
 *
 * <p>Argument: rounds (1500).
 */
public final class GroovyScript {
  private GroovyScript() {}

  public static void main(String[] args) throws IOException {
    Binding binding = new Binding();
    binding.setVariable("rounds", args.length > 0 ? Integer.parseInt(args[0]) : 1500);
    String script;
    try (InputStream in = GroovyScript.class.getResourceAsStream("script.groovy")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Object result = new GroovyShell(binding).evaluate(script, "script.groovy");
    System.out.println("done: " + result);
  }
}

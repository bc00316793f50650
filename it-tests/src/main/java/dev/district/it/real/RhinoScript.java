package dev.district.it.real;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * Rhino interprets {@code script.js}: closures, generators, exceptions, sorting with a callback,
 * regular expressions, and calls to Java and back.
 *
 * <p>Argument: rounds (300).
 */
public final class RhinoScript {
  private RhinoScript() {}

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    try (Context context = Context.enter();
        Reader script =
            new InputStreamReader(
                RhinoScript.class.getResourceAsStream("script.js"), StandardCharsets.UTF_8)) {
      context.setInterpretedMode(true);
      context.setLanguageVersion(Context.VERSION_ES6);
      ScriptableObject scope = context.initStandardObjects();
      ScriptableObject.putProperty(scope, "rounds", rounds);
      ScriptableObject.putProperty(scope, "out", Context.javaToJS(System.out, scope));
      Object result = context.evaluateReader(scope, script, "script.js", 1, null);
      System.out.println("done: " + Context.toString(result));
    }
  }
}

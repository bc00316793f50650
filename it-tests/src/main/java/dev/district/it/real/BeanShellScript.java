package dev.district.it.real;

import bsh.EvalError;
import bsh.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * BeanShell interprets {@code script.bsh}: loose and typed variables, methods, closures,
 * exceptions, collections, and an interface implemented by a script.
 *
 * <p>Argument: rounds (900).
 */
public final class BeanShellScript {
  private BeanShellScript() {}

  public static void main(String[] args) throws EvalError, IOException {
    Interpreter interpreter = new Interpreter();
    interpreter.set("rounds", args.length > 0 ? Integer.parseInt(args[0]) : 900);
    String script;
    try (InputStream in = BeanShellScript.class.getResourceAsStream("script.bsh")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Object result =
        interpreter.eval(new StringReader(script), interpreter.getNameSpace(), "script.bsh");
    System.out.println("done: " + result);
  }
}

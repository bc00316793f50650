package dev.district.it.real;

import clojure.java.api.Clojure;
import clojure.lang.Compiler;
import clojure.lang.LispReader;
import clojure.lang.Namespace;
import clojure.lang.RT;
import clojure.lang.Symbol;
import clojure.lang.Var;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;

/**
 * A Clojure session reads and evaluates {@code session.clj} form by form: atoms, agents, refs and
 * transactions, lazy sequences, protocols, records, multimethods, futures, code made at run time.
 *
 * <p>Argument: rounds (500).
 */
public final class ClojureSession {
  private ClojureSession() {}

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 500;
    Symbol user = Symbol.intern("user");
    Var.pushThreadBindings(RT.map(RT.CURRENT_NS, Namespace.findOrCreate(user)));
    Clojure.var("clojure.core", "refer").invoke(Symbol.intern("clojure.core"));
    Var.intern(Namespace.findOrCreate(user), Symbol.intern("rounds"), rounds);
    Object last = null;
    try (InputStream in = ClojureSession.class.getResourceAsStream("session.clj");
        PushbackReader forms =
            new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Object end = new Object();
      for (Object form = read(forms, end); form != end; form = read(forms, end)) {
        last = Compiler.eval(form);
      }
    }
    System.out.println("done: " + last);
  }

  private static Object read(PushbackReader forms, Object end) {
    return LispReader.read(forms, false, end, false);
  }
}

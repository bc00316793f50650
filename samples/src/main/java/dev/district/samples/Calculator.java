package dev.district.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads sums from standard input, answers each at once, and remembers: {@code x = 3 * (4 + 1)},
 * then {@code x / 2}. An empty line is ignored; the end of the input ends it.
 */
public final class Calculator {
  private final Map<String, Double> variables = new TreeMap<>();
  private String text = "";
  private int at;

  public static void main(String[] args) throws IOException {
    Calculator calculator = new Calculator();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int answers = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        System.out.println(calculator.answer(line.replace(" ", "")));
        answers++;
      }
    }
    System.out.println("done: " + answers + " answers, variables " + calculator.variables);
  }

  private String answer(String line) {
    int equals = line.indexOf('=');
    text = line.substring(equals + 1);
    at = 0;
    try {
      double value = sum();
      if (at < text.length()) {
        return "not understood: " + text.substring(at);
      }
      if (equals > 0) {
        variables.put(line.substring(0, equals), value);
      }
      return (equals > 0 ? line.substring(0, equals) + " = " : "") + value;
    } catch (NumberFormatException e) {
      return "not a number or variable: " + text;
    }
  }

  private double sum() {
    double left = product();
    while (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      left = text.charAt(at++) == '+' ? left + product() : left - product();
    }
    return left;
  }

  private double product() {
    double left = factor();
    while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
      left = text.charAt(at++) == '*' ? left * factor() : left / factor();
    }
    return left;
  }

  private double factor() {
    if (at < text.length() && text.charAt(at) == '(') {
      at++;
      double inner = sum();
      at++;
      return inner;
    }
    int from = at;
    while (at < text.length() && "+-*/()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    Double known = variables.get(word);
    return known != null ? known : Double.parseDouble(word);
  }
}

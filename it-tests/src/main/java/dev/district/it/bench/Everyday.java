package dev.district.it.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** What ordinary programs do all day: parsing, boxing, small objects, recursion, queues. */
final class Everyday {
  private static final int ITEMS = 20_000;
  private static final int PARCELS = 2_000;
  private static final int PARCEL_END = -1;

  private final String document = document();
  private final List<Point> points = new ArrayList<>();
  private int at;

  private record Point(int x, int y) {
    Point plus(Point other) {
      return new Point(x + other.x, y + other.y);
    }
  }

  Everyday() {
    for (int i = 0; i < ITEMS; i++) {
      points.add(new Point(i, ITEMS - i));
    }
  }

  private static String document() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 200; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"id\": ")
          .append(i)
          .append(", \"name\": \"item number ")
          .append(i)
          .append("\", \"tags\": [\"a\", \"b\", \"c\"], \"price\": ")
          .append(i * 1.25)
          .append(", \"sold\": ")
          .append(i % 3 == 0)
          .append('}');
    }
    return text.append(']').toString();
  }

  /** A recursive-descent parser over a text of 18 kilobytes. */
  long parse() {
    at = 0;
    return ((List<?>) value()).size();
  }

  private Object value() {
    skipBlanks();
    char c = document.charAt(at);
    switch (c) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      case 't':
        at += 4;
        return Boolean.TRUE;
      case 'f':
        at += 5;
        return Boolean.FALSE;
      default:
        return number();
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    do {
      at++;
      skipBlanks();
      String name = string();
      skipBlanks();
      at++;
      members.put(name, value());
      skipBlanks();
    } while (document.charAt(at) == ',');
    at++;
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    do {
      at++;
      elements.add(value());
      skipBlanks();
    } while (document.charAt(at) == ',');
    at++;
    return elements;
  }

  private String string() {
    int start = ++at;
    while (document.charAt(at) != '"') {
      at++;
    }
    return document.substring(start, at++);
  }

  private Double number() {
    int start = at;
    while (at < document.length() && "+-.eE0123456789".indexOf(document.charAt(at)) >= 0) {
      at++;
    }
    return Double.valueOf(document.substring(start, at));
  }

  private void skipBlanks() {
    while (document.charAt(at) == ' ') {
      at++;
    }
  }

  /** Boxes and unboxes in a list. */
  long boxing() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      numbers.add(i);
    }
    long sum = 0;
    for (Integer number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** Walks over small objects and makes short-lived ones. */
  long iteration() {
    Point sum = new Point(0, 0);
    for (Point point : points) {
      sum = sum.plus(point);
    }
    return sum.x - (long) sum.y;
  }

  /** Calls itself, twice each time. */
  long recursion() {
    return fibonacci(22);
  }

  private static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  /** Hands numbers from one thread to another through a small queue: parks and unparks. */
  long queues() {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(64);
    Thread producer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < PARCELS; i++) {
                  queue.put(i);
                }
                queue.put(PARCEL_END);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    producer.start();
    try {
      long sum = 0;
      for (int next = queue.take(); next != PARCEL_END; next = queue.take()) {
        sum += next;
      }
      producer.join();
      return sum;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

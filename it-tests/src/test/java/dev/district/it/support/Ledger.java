package dev.district.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The record of all runs so far: {@code results.tsv} has a line per case and JDK, {@code runs.tsv}
 * one per run with the number of its results that are in. Adding a report again adds what has come
 * to it since.
 */
final class Ledger {
  private static final String HEAD =
      "# key\tfeature\tJDK\tpassed\tlast pass\tof version\tfailed\tlast failure";

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final TreeMap<String, Integer> runs = new TreeMap<>();

  static Ledger load(Path directory) throws IOException {
    Ledger ledger = new Ledger();
    for (String line : lines(directory.resolve("results.tsv"))) {
      Entry entry = Entry.parse(line);
      ledger.entries.put(id(entry), entry);
    }
    for (String line : lines(directory.resolve("runs.tsv"))) {
      String[] parts = line.split("\t");
      ledger.runs.put(parts[0], Integer.parseInt(parts[1]));
    }
    return ledger;
  }

  void save(Path directory) throws IOException {
    StringBuilder results = new StringBuilder(HEAD).append('\n');
    entries.values().forEach(entry -> results.append(entry.line()).append('\n'));
    StringBuilder added = new StringBuilder("# run\tresults\n");
    runs.forEach((run, count) -> added.append(run).append('\t').append(count).append('\n'));
    Files.writeString(directory.resolve("results.tsv"), results);
    Files.writeString(directory.resolve("runs.tsv"), added);
  }

  /** Adds the results that aren't in yet, and says how many. */
  int add(List<Result> report, String version) {
    Map<String, Integer> seen = new HashMap<>();
    int added = 0;
    for (Result result : report) {
      int number = seen.merge(result.run(), 1, Integer::sum);
      if (number > runs.getOrDefault(result.run(), 0)) {
        Entry first = Entry.of(result);
        Entry entry = entries.getOrDefault(id(first), first);
        entries.put(id(first), entry.plus(result, version));
        runs.put(result.run(), number);
        added++;
      }
    }
    return added;
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  private static String id(Entry entry) {
    return String.join("\t", entry.key(), entry.feature(), entry.jdk());
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList()
        : List.of();
  }
}

package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileReader;
import java.io.IOException;
import java.io.LineNumberReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Scanner;
import java.util.stream.Stream;

/** Text half read and half written: what is in the buffers of readers and writers goes on. */
public final class Texts {
  private Texts() {}

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path directory = Scratch.directory();
    Path input = Scratch.lines(directory, "größe", 5 * steps);
    Path written = directory.resolve("written");
    Path printed = directory.resolve("printed");
    try (BufferedReader reader = Files.newBufferedReader(input);
        BufferedWriter writer = Files.newBufferedWriter(written);
        LineNumberReader numbered = new LineNumberReader(new FileReader(input.toFile()));
        Scanner scanner = new Scanner(input);
        PrintWriter printer = new PrintWriter(printed.toFile());
        Stream<String> stream = Files.lines(input)) {
      Iterator<String> lines = stream.iterator();
      long words = 0;
      for (int step = 0; step < steps; step++) {
        String line = reader.readLine() + "|" + lines.next();
        writer.write(line);
        writer.newLine();
        numbered.readLine();
        words += scanner.next().length();
        printer.printf("%d: %s%n", step, scanner.next());
        Pace.beat();
        System.out.println(
            "step " + step + ": " + line + " " + numbered.getLineNumber() + " " + words);
      }
    }
    System.out.println(
        "done: "
            + Files.readAllLines(written).size()
            + " written, "
            + Files.readAllLines(printed).get(steps - 1)
            + " printed last");
  }
}

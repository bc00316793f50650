package dev.district.it.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * A program to run: what comes after {@code java}, and options of {@code run}.
 *
 * @param name how reports call it
 * @param options JVM options, class path included
 * @param main class name of its main
 * @param arguments its arguments
 * @param launch what {@code run} is told
 */
public record Program(
    String name, List<String> options, String main, List<String> arguments, List<String> launch) {

  /** The same program with other arguments. */
  public Program with(String... otherArguments) {
    return new Program(name, options, main, List.of(otherArguments), launch);
  }

  /** The same program with further JVM options. */
  public Program withOptions(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new Program(name, all, main, arguments, launch);
  }

  /** The whole command line on a JDK. */
  public List<String> command(Jdk jdk) {
    List<String> command = new ArrayList<>();
    command.add(jdk.command("java"));
    command.addAll(options);
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  @Override
  public String toString() {
    return name;
  }
}

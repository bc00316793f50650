package dev.district.launcher.command;

import dev.district.launcher.report.Json;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --json} of the verbs that tell something, and where they tell it. */
final class JsonOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb = CommandSpec.create();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** Prints one of two forms, whichever is asked for. */
  void print(Supplier<?> forPrograms, Supplier<String> forPeople) {
    PrintWriter out = verb.commandLine().getOut();
    String text = json ? Json.text(forPrograms.get()) : forPeople.get();
    out.print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
    out.flush();
  }
}

package dev.district.launcher.fake;

import dev.district.control.AgentOptions;
import dev.district.control.ControlServer;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.PropertiesMeta;
import dev.district.image.store.Districts;
import dev.district.image.store.Incarnation;

/**
 * Stands in for the agent in the launcher's own tests: real store, real images, real control
 * socket, but it knows one program only.
 */
public final class FakeAgent {
  private FakeAgent() {}

  public static void premain(String arguments) throws Exception {
    AgentOptions options = AgentOptions.parse(arguments);
    Incarnation incarnation =
        Districts.at(options.home()).open(options.district()).begin(options.member());
    if (options.restore() > 0) {
      restore(options, incarnation);
    }
    FakeCommands commands = new FakeCommands(options, incarnation);
    new ControlServer(options.socket(), incarnation.number(), commands).start();
  }

  private static void restore(AgentOptions options, Incarnation incarnation) throws Exception {
    try (ImageReader reader =
        incarnation.store().checkpoint(options.restore()).open(options.member())) {
      String[] values = reader.metadata(Section.PROPERTIES, PropertiesMeta.class).values;
      FakeProgram.round = Integer.parseInt(values[0]);
      FakeProgram.rounds = Integer.parseInt(values[1]);
      FakeProgram.pauseMs = Integer.parseInt(values[2]);
      FakeProgram.exitCode = Integer.parseInt(values[3]);
    }
  }
}

package dev.district.control;

import java.io.IOException;
import java.nio.file.Path;

/** Nobody listens at a control socket: the member isn't running, or its agent could not start. */
public final class ControlUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  ControlUnreachableException(Path socket, IOException cause) {
    super("no agent answers at " + socket + " (" + cause.getMessage() + ")", cause);
  }
}

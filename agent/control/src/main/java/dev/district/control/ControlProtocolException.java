package dev.district.control;

import java.io.IOException;

/** The other side does not speak this protocol, or not this version of it. */
public final class ControlProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ControlProtocolException(String message) {
    super(message);
  }
}

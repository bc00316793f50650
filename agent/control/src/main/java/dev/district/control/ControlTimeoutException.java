package dev.district.control;

import java.io.IOException;

/** The other side did not answer, or did not finish its message, in time. */
public final class ControlTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  ControlTimeoutException(String message) {
    super(message);
  }
}

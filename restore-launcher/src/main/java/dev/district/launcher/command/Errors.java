package dev.district.launcher.command;

import dev.district.control.ControlProtocolException;
import dev.district.control.ControlTimeoutException;
import dev.district.control.ControlUnreachableException;
import dev.district.control.ExitCode;
import dev.district.image.ImageException;
import dev.district.image.store.StoreException;
import dev.district.launcher.process.LaunchFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one message on stderr and an exit code; see {@link ExitCode}. */
public final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** Set to see the stack trace of every failure. */
  static final String TRACE_VARIABLE = "DISTRICT_TRACE";

  @Override
  public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) {
    Throwable inner = thrown instanceof UncheckedIOException ? thrown.getCause() : null;
    Throwable failure = inner == null ? thrown : inner;
    PrintWriter err = line.getErr();
    ExitCode code = codeOf(failure);
    if (code == ExitCode.INTERNAL && !(failure instanceof IOException)) {
      err.println("restore-launcher: internal error; please report it with what follows");
      failure.printStackTrace(err);
    } else {
      err.println("restore-launcher: " + messageOf(failure));
      if (System.getenv(TRACE_VARIABLE) != null) {
        failure.printStackTrace(err);
      }
    }
    err.flush();
    boolean runs = line.getCommand() instanceof RunsProgram;
    return runs && code == ExitCode.INTERNAL ? ExitCode.LAUNCHER_FAILED.code() : code.code();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("restore-launcher: " + failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      line.usage(err);
    }
    err.println("Help: " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE.code();
  }

  static ExitCode codeOf(Throwable failure) {
    if (failure instanceof LaunchFailed failed) {
      return failed.code();
    }
    if (failure instanceof StoreException refused) {
      return codeOf(refused.kind());
    }
    if (failure instanceof ImageException) {
      return ExitCode.CORRUPT;
    }
    if (failure instanceof ControlTimeoutException) {
      return ExitCode.TIMED_OUT;
    }
    if (failure instanceof ControlUnreachableException) {
      return ExitCode.NO_SUCH;
    }
    if (failure instanceof ControlProtocolException) {
      return ExitCode.CORRUPT;
    }
    if (failure instanceof AccessDeniedException) {
      return ExitCode.REFUSED;
    }
    return ExitCode.INTERNAL;
  }

  private static ExitCode codeOf(StoreException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> ExitCode.NO_SUCH;
      case EXISTS, BUSY, STALE -> ExitCode.BUSY;
      case UNSAFE, MOVED -> ExitCode.REFUSED;
      case CORRUPT, INCOMPATIBLE -> ExitCode.CORRUPT;
      case INVALID_NAME -> ExitCode.USAGE;
    };
  }

  private static String messageOf(Throwable failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no access to " + denied.getFile() + "; a district belongs to the user who made it";
    }
    String message = failure.getMessage();
    boolean bare = failure instanceof FileSystemException file && file.getReason() == null;
    return message == null || message.isBlank() || bare ? failure.toString() : message;
  }
}

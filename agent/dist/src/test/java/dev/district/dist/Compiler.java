package dev.district.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles one source text for release 17. */
final class Compiler {
  private Compiler() {}

  /** Leaves the class files under {@code classes}. */
  static void compile(String internalName, String source, Path classes, String classPath)
      throws IOException {
    Path file = classes.resolve(internalName + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "--release=17",
                "-cp",
                classPath,
                "-d",
                classes.toString(),
                file.toString());
    assertThat(exitCode).as(internalName).isZero();
  }
}

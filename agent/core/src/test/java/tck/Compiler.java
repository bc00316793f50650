package tck;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The JDK's own compiler, kept between two compilations with all its caches. */
public final class Compiler implements TckCase {
  static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static boolean compile(
      JavaCompiler compiler, StandardJavaFileManager files, String name) {
    String text =
        "import java.util.*; class "
            + name
            + " { Map<String, Integer> m = new HashMap<>();"
            + " int f() { return m.values().stream().mapToInt(x -> x).sum(); } }";
    StringWriter out = new StringWriter();
    return compiler
        .getTask(
            out,
            files,
            null,
            List.of(
                "-proc:none", "-XDuseUnsharedTable", "-d", System.getProperty("java.io.tmpdir")),
            null,
            List.of(new Source(name, text)))
        .call();
  }

  @Override
  public Object make() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    require(compile(compiler, files, "TckFirst"), "first");
    return new Object[] {compiler, files};
  }

  @Override
  public void check(Object state) {
    Object[] parts = (Object[]) state;
    require(
        compile((JavaCompiler) parts[0], (StandardJavaFileManager) parts[1], "TckSecond"),
        "second");
  }
}

package dev.district.it.real;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * javac compiles generated sources in this JVM, from memory to memory, and prints digests of the
 * class files.
 *
 * <p>Arguments: batches (10), sources per batch (30).
 */
public final class JavacRun {
  private JavacRun() {}

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ClassFile(String name) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassFile> classes = new TreeMap<>();

    private InMemory(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return classes.computeIfAbsent(name, ClassFile::new);
    }
  }

  public static void main(String[] args) throws Exception {
    int batches = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int sources = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    int files = 0;
    try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null)) {
      for (int batch = 0; batch < batches; batch++) {
        InMemory output = new InMemory(standard);
        List<String> options =
            List.of("-proc:none", "-g", "-nowarn", "-classpath", System.getProperty("java.home"));
        boolean ok =
            compiler.getTask(null, output, null, options, null, generate(batch, sources)).call();
        files += output.classes.size();
        System.out.println(
            "batch " + batch + ": " + ok + " " + output.classes.size() + " " + digest(output, all));
      }
    }
    System.out.println(
        "done: " + files + " class files, " + HexFormat.of().formatHex(all.digest(), 0, 8));
  }

  private static String digest(InMemory output, MessageDigest all) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Map.Entry<String, ClassFile> entry : output.classes.entrySet()) {
      byte[] bytes = entry.getValue().bytes.toByteArray();
      digest.update(bytes);
      all.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static List<Source> generate(int batch, int sources) {
    List<Source> result = new ArrayList<>();
    for (int i = 0; i < sources; i++) {
      String name = "Generated" + batch + "_" + i;
      String next = "Generated" + batch + "_" + (i + 1) % sources;
      result.add(
          new Source(
              name,
              """
              import java.util.*;
              import java.util.function.*;

              public class NAME<T extends Comparable<T>> implements Supplier<List<T>> {
                enum Kind { SMALL, LARGE { @Override int weight() { return NUMBER; } };
                  int weight() { return 1; } }
                record Entry<K, V>(K key, V value) {}
                private final Map<String, List<T>> map = new TreeMap<>();
                private NEXT<T> next;
                public List<T> get() {
                  return map.values().stream().flatMap(List::stream).sorted()
                      .filter(t -> t.compareTo(t) == 0).toList();
                }
                long sum(int n) {
                  long sum = 0;
                  for (int i = 0; i < n; i++) {
                    long part = switch (Kind.values()[i % 2]) {
                      case SMALL -> i * NUMBERL;
                      case LARGE -> { try { yield Math.floorMod(sum, i); }
                        catch (ArithmeticException e) { yield -1; } }
                    };
                    sum += part;
                  }
                  Function<Integer, Entry<Integer, String>> f = x -> new Entry<>(x, "v" + x + sum(0));
                  return sum + f.apply(n).value().length() + (next == null ? 0 : next.sum(n - 1));
                }
              }
              """
                  .replace("NAME", name)
                  .replace("NEXT", next)
                  .replace("NUMBER", String.valueOf(batch * 1_000 + i))));
    }
    return result;
  }
}

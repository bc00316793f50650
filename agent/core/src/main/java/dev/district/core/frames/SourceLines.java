package dev.district.core.frames;

import dev.district.image.meta.FrameMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Source file and line of frames, for people who look into an image. What has been read of a class
 * file is kept as long as the class has that very file.
 */
public final class SourceLines {
  private final Map<Class<?>, Source> sources = new WeakHashMap<>();

  private record Source(
      byte[] bytes, String file, Map<String, NavigableMap<Integer, Integer>> lines) {}

  /** Reads the class file ahead of {@link #describe}. */
  public synchronized void learn(Class<?> type, byte[] file) {
    var ignored = source(type, file);
  }

  private Source source(Class<?> type, byte[] file) {
    Source source = sources.get(type);
    if (source == null || source.bytes != file) {
      source = read(file);
      sources.put(type, source);
    }
    return source;
  }

  /** Sets file and line. */
  public synchronized void describe(FrameMeta meta, Class<?> type, byte @Nullable [] file) {
    if (file == null) {
      return;
    }
    Source source = source(type, file);
    meta.file = source.file;
    NavigableMap<Integer, Integer> lines = source.lines.get(meta.method + meta.descriptor);
    Map.Entry<Integer, Integer> entry = lines == null ? null : lines.floorEntry(meta.bci);
    meta.line = entry == null ? -1 : entry.getValue();
  }

  private static Source read(byte[] classFile) {
    Map<String, NavigableMap<Integer, Integer>> lines = new HashMap<>();
    String[] file = {""};
    new PositionReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public void visitSource(@Nullable String source, @Nullable String debug) {
                file[0] = source == null ? "" : source;
              }

              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                NavigableMap<Integer, Integer> ofMethod = new TreeMap<>();
                lines.put(name + descriptor, ofMethod);
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitLineNumber(int line, Label start) {
                    ofMethod.put((Integer) start.info, line);
                  }
                };
              }
            },
            ClassReader.SKIP_FRAMES);
    return new Source(classFile, file[0], lines);
  }

  /** Notes each label's bytecode offset in the label. */
  private static final class PositionReader extends ClassReader {
    PositionReader(byte[] classFile) {
      super(classFile);
    }

    @Override
    protected Label readLabel(int offset, Label[] labels) {
      Label label = super.readLabel(offset, labels);
      label.info = offset;
      return label;
    }
  }
}

package dev.district.core.frames;

import dev.district.image.meta.FrameMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Source file and line of frames, for people who look into an image. */
public final class SourceLines {
  private final Map<Class<?>, Source> sources = new HashMap<>();

  private record Source(String file, Map<String, NavigableMap<Integer, Integer>> lines) {}

  /** Sets file and line. */
  public void describe(FrameMeta meta, Class<?> type, byte @Nullable [] file) {
    if (file == null) {
      return;
    }
    Source source = sources.computeIfAbsent(type, key -> read(file));
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
    return new Source(file[0], lines);
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

package dev.district.core.frames;

import dev.district.core.diag.Diagnostics;
import dev.district.jdk.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Rebuilds a frame of the agent's own and runs it, on a thread of its own while a restart reads its
 * image: most of what the first resume method costs is loading the classes that generate it. A
 * failure is none; it comes again where it matters.
 */
public final class Rehearsal implements Runnable {
  @Override
  public void run() {
    try {
      byte[] file = classFile();
      ClassCode code = new ClassCode(file, Rehearsal.class.getClassLoader());
      MethodCode outer = code.method("outer", "(ILjava/lang/Object;)I");
      Frame frame =
          new Frame(
              Rehearsal.class,
              Frame.BYTECODE,
              outer.name(),
              outer.descriptor(),
              outer.bci(callIn(outer)),
              new Object[] {new Slot(1), this},
              new Object[] {new Slot(1)},
              new Object[0],
              null,
              new Object[0]);
      Object result =
          ResumeChain.build(
                  List.of(frame), Link.terminal(() -> 2), type -> file, new ResumeOptions(true))
              .run();
      Diagnostics.note("rehearsed a frame: " + result, null);
    } catch (Throwable t) {
      Diagnostics.note("rehearsal of a frame", t);
    }
  }

  /** The method whose frame it is. */
  static int outer(int number, Object holder) {
    try {
      return number + inner(holder);
    } catch (IllegalStateException e) {
      return number;
    }
  }

  private static int inner(Object holder) {
    return holder.hashCode();
  }

  private static int callIn(MethodCode method) {
    for (AbstractInsnNode insn : method.nodes()) {
      Call call = Call.of(insn);
      if (call != null && call.name().equals("inner")) {
        return method.indexOf(insn);
      }
    }
    throw new IllegalStateException("no call");
  }

  private static byte[] classFile() throws IOException {
    String resource = Rehearsal.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Rehearsal.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource);
      }
      return in.readAllBytes();
    }
  }
}

package dev.district.core.heap;

import dev.district.boot.LambdaHook;
import dev.district.core.diag.CheckpointRefused;
import dev.district.core.types.ClassRecorder;
import dev.district.core.types.LambdaRegistry;
import dev.district.core.weave.LambdaFactoryPatch;
import dev.district.image.ImageReader;
import dev.district.image.ImageWriter;
import dev.district.jdk.Raw;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;

/**
 * The agent of the heap tests: captures when the program says so, restores when started with an
 * image.
 */
public final class Harness {
  private Harness() {}

  public static void start(String arguments, Instrumentation instrumentation) throws Exception {
    for (String boot : new String[] {"LambdaListener", "LambdaHook"}) {
      String name = "dev/district/boot/" + boot;
      try (InputStream in = Harness.class.getClassLoader().getResourceAsStream(name + ".class")) {
        Raw.defineClass(name, in.readAllBytes(), null, null);
      }
    }
    Installer.install(instrumentation);
    String[] words = arguments.split("=", 2);
    if (words[0].equals("restore")) {
      restore(Path.of(words[1]), instrumentation);
    } else {
      Thread main = Thread.currentThread();
      Thread agent = new Thread(() -> capture(Path.of(words[1]), instrumentation, main), "capture");
      agent.setDaemon(true);
      agent.start();
    }
  }

  /** Apart, because it links boot classes that exist only now. */
  private static final class Installer {
    static void install(Instrumentation instrumentation) throws Exception {
      LambdaHook.listener(LambdaRegistry.INSTANCE);
      instrumentation.addTransformer(new LambdaFactoryPatch(), true);
      instrumentation.retransformClasses(Class.forName(LambdaFactoryPatch.TARGET));
      instrumentation.addTransformer(new Recorder(), false);
    }
  }

  private static final class Recorder implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] image) {
      if (loader == ClassLoader.getSystemClassLoader()
          && name != null
          && !ClassRecorder.definingFromImage()) {
        ClassRecorder.record(loader, name, image.clone());
      }
      return null;
    }
  }

  private static void capture(Path image, Instrumentation instrumentation, Thread main) {
    try {
      Class<?> runner = null;
      while (runner == null || phase(runner).getInt(null) != 1) {
        Thread.sleep(5);
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
          if (type.getName().equals("tck.Runner")) {
            runner = type;
          }
        }
      }
      Set<Thread> threads = new HashSet<>((Set<Thread>) field(runner, "threads").get(null));
      threads.add(main);
      HeapCapture heap =
          new HeapCapture(
              new CaptureContext(
                  instrumentation, Harness.class.getClassLoader(), threads, main, Set.of()));
      try {
        long start = System.nanoTime();
        heap.id(main);
        threads.forEach(heap::id);
        heap.walk();
        long walked = System.nanoTime();
        try (ImageWriter writer = ImageWriter.create(image)) {
          heap.writeTo(writer);
          writer.finish();
        }
        System.err.printf(
            "captured: walk %d ms, write %d ms%n",
            (walked - start) / 1_000_000, (System.nanoTime() - walked) / 1_000_000);
      } catch (CheckpointRefused refused) {
        System.err.println("REFUSED " + refused.getMessage());
      }
      phase(runner).setInt(null, 2);
    } catch (Throwable t) {
      t.printStackTrace();
      Runtime.getRuntime().halt(99);
    }
  }

  private static Field phase(Class<?> runner) throws ReflectiveOperationException {
    return field(runner, "phase");
  }

  private static Field field(Class<?> runner, String name) throws ReflectiveOperationException {
    Field field = runner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static void restore(Path image, Instrumentation instrumentation) {
    try (ImageReader reader = ImageReader.open(image)) {
      long start = System.nanoTime();
      HeapRestore heap =
          new HeapRestore(
              reader,
              new RestoreContext(instrumentation, Thread.currentThread(), java.util.Set.of()));
      heap.run();
      System.err.printf("restored in %d ms%n", (System.nanoTime() - start) / 1_000_000);
      Class<?> runner = Class.forName("tck.Runner", true, ClassLoader.getSystemClassLoader());
      heap.enqueueCleared();
      heap.release();
      runner.getMethod("check").invoke(null);
      System.out.flush();
      Runtime.getRuntime().halt(0);
    } catch (Throwable t) {
      t.printStackTrace();
      Runtime.getRuntime().halt(98);
    }
  }
}

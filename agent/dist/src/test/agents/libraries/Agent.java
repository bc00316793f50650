package dev.district.core;

import dev.district.shaded.asm.ClassReader;
import dev.district.shaded.bytebuddy.ByteBuddy;
import dev.district.shaded.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import dev.district.shaded.fst.serialization.FSTConfiguration;
import dev.district.shaded.jpountz.lz4.LZ4Factory;
import dev.district.shaded.objenesis.ObjenesisStd;
import java.io.Serializable;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Makes every shaded library do what the real agent uses it for; says so on standard output. */
public final class Agent implements BiConsumer<String, Instrumentation> {
  /** No constructor of it may run. */
  public static final class Unconstructed {
    final int answer;

    public Unconstructed(int answer) {
      this.answer = answer;
    }
  }

  /** A metadata record as FST sees it. */
  public static final class Entry implements Serializable {
    private static final long serialVersionUID = 1L;
    String name;
    long size;
    double ratio;
    int[] ids;
    List<String> parts;
  }

  @Override
  public void accept(String arguments, Instrumentation instrumentation) {
    try {
      Class.forName("dev.district.jdk.PlatformModules")
          .getMethod("openTo", Module.class, Instrumentation.class)
          .invoke(null, Agent.class.getModule(), instrumentation);
      start(Agent.class.getClassLoader());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void start(ClassLoader loader) throws Exception {
    check("objenesis", new ObjenesisStd().newInstance(Unconstructed.class).answer == 0);
    check("fst", fst());
    check("lz4", lz4(LZ4Factory.safeInstance()) && lz4(LZ4Factory.unsafeInstance()));
    check("asm", new ClassReader(bytes(loader)).getClassName().equals("dev/district/core/Agent"));
    Class<?> made =
        new ByteBuddy()
            .subclass(Object.class)
            .name("dev.district.core.Made")
            .make()
            .load(loader, ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
            .getLoaded();
    check("bytebuddy", made.getClassLoader() == loader);
    check("context", Thread.currentThread().getContextClassLoader() == loader);
    check("internals", jdkInternalsAreOpen());
  }

  private static boolean fst() {
    FSTConfiguration codec = FSTConfiguration.createDefaultConfiguration();
    codec.registerClass(Entry.class);
    codec.setShareReferences(false);
    Entry entry = new Entry();
    entry.name = "main";
    entry.size = 1L << 40;
    entry.ratio = 0.5;
    entry.ids = new int[] {1, 2, 3};
    entry.parts = List.of("heap", "threads");
    entry.parts = new java.util.ArrayList<>(entry.parts);
    Entry back = (Entry) codec.asObject(codec.asByteArray(entry));
    return back.name.equals("main")
        && back.size == 1L << 40
        && back.ratio == 0.5
        && Arrays.equals(back.ids, entry.ids)
        && back.parts.equals(entry.parts);
  }

  private static boolean lz4(LZ4Factory factory) {
    byte[] plain = new byte[100_000];
    Arrays.fill(plain, (byte) 7);
    byte[] packed = factory.fastCompressor().compress(plain);
    return Arrays.equals(plain, factory.safeDecompressor().decompress(packed, plain.length));
  }

  private static byte[] bytes(ClassLoader loader) throws Exception {
    try (var in = loader.getResourceAsStream("dev/district/core/Agent.class")) {
      return in.readAllBytes();
    }
  }

  private static boolean jdkInternalsAreOpen() throws Exception {
    var lookup = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
    lookup.setAccessible(true);
    return lookup.get(null) != null
        && Object.class.getModule().isOpen("jdk.internal.misc", Agent.class.getModule());
  }

  private static void check(String what, boolean works) {
    System.out.println(what + (works ? " works" : " FAILS"));
  }
}

package dev.district.core.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.boot.Initialisers;
import dev.district.jdk.ClassStates;
import dev.district.jdk.Raw;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classes with another initialiser, as the VM takes them. */
class InitializerCutTest {
  static final List<String> RUN = new ArrayList<>();

  /** The class whose file is changed. */
  public static final class Subject {
    static int value = note("original");

    private static int note(String what) {
      RUN.add(what);
      return 7;
    }

    int instance = value;
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] file) {
      return defineClass(null, file, 0, file.length);
    }
  }

  private static Class<?> define(byte[] file) {
    RUN.clear();
    return new Loader().define(file);
  }

  private static byte[] file() throws IOException {
    String name = Subject.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Subject.class.getClassLoader().getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aCutInitialiserRunsNothing() throws IOException {
    Class<?> type = define(InitializerCut.cut(file()));
    Raw.ensureInitialized(type);
    assertThat(RUN).isEmpty();
  }

  @Test
  void aHookedInitialiserRunsWhatWasPut() throws IOException {
    Class<?> type = define(InitializerCut.hook(file()));
    Initialisers.put(() -> RUN.add("put " + ClassStates.isRunning(type)));
    Raw.ensureInitialized(type);
    assertThat(RUN).containsExactly("put true");
    assertThat(Initialisers.take()).isFalse();
  }

  @Test
  void aHookedInitialiserThatNobodyExpectsFails() throws IOException {
    Class<?> type = define(InitializerCut.hook(file()));
    assertThatThrownBy(() -> Raw.ensureInitialized(type))
        .isInstanceOf(ExceptionInInitializerError.class);
  }

  /** Its objects can be had before its initialiser runs, and then it does run. */
  @Test
  void aCoveredClassGivesObjectsWithoutBeingInitialised() throws IOException {
    assertThat(ClassStates.trusted()).isTrue();
    Class<?> type = define(InitializerCut.hook(file()));
    ClassStates.link(type);
    ClassStates.cover(type);
    Object early = Raw.allocateInstance(type);
    ClassStates.uncover(type);
    assertThat(early).isInstanceOf(type);
    assertThat(Raw.isInitialized(type)).isFalse();
    Initialisers.put(() -> RUN.add("run"));
    Raw.ensureInitialized(type);
    assertThat(RUN).containsExactly("run");
  }
}

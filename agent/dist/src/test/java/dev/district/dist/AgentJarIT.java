package dev.district.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/** Opens the finished agent jar and checks what an application's class path would get to see. */
class AgentJarIT {
  private static final Pattern LAYOUT =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|LICENSE|licenses/[^/]+/[^/]+)"
              + "|dev/district/(premain|api)/[^.]+\\.class"
              + "|boot/index\\.txt"
              + "|boot/dev/district/boot/[^.]+\\.classdata"
              + "|inst/dev/district/(core|jdk|image|control|shaded)/.+");
  private static final Pattern UNRELOCATED =
      Pattern.compile(
          "(org/objectweb|net/bytebuddy|org/objenesis|org/nustaq|com/fasterxml|net/jpountz)/.*"
              + "|sun/misc/Unsafe");
  private static final Pattern PLATFORM = Pattern.compile("(java|javax|jdk)/.*");
  private static final String SUN_UNSAFE = "dev/district/jdk/SunUnsafe";
  private static final List<String> SHADED =
      List.of("asm", "bytebuddy", "fst", "jackson", "jpountz", "objenesis");

  private static AgentJar jar;
  private static Map<String, References> references;

  @BeforeAll
  static void open() {
    jar = new AgentJar();
    references = new TreeMap<>();
    for (String entry : jar.classes("")) {
      references.put(entry, References.of(jar.read(entry)));
    }
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void everyEntryHasItsPlace() {
    assertThat(jar.entries()).allMatch(name -> LAYOUT.matcher(name).matches());
    assertThat(jar.classes("dev/district/premain/")).isNotEmpty();
    assertThat(SHADED)
        .allSatisfy(
            name -> assertThat(jar.classes("inst/dev/district/shaded/" + name)).isNotEmpty());
  }

  @Test
  void noClassFileIsNamedSoInsideTheIsolatedPart() {
    assertThat(jar.entries())
        .noneMatch(name -> !name.startsWith("dev/") && name.endsWith(".class"));
  }

  @Test
  void theIndexListsEveryBootClass() {
    List<String> listed =
        new String(jar.read("boot/index.txt"), UTF_8)
            .lines()
            .map(name -> "boot/" + name + "data")
            .toList();
    assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(jar.classes("boot/"));
  }

  @Test
  void theManifestNamesTheEntryAndNothingThatCostsClassDataSharing() throws IOException {
    Attributes main = jar.manifest().getMainAttributes();
    assertThat(main.getValue("Premain-Class")).isEqualTo("dev.district.premain.DistrictAgent");
    assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
    assertThat(main.getValue("Implementation-Version")).isNotBlank();
    assertThat(main.keySet().stream().map(Object::toString))
        .doesNotContain(
            "Boot-Class-Path",
            "Launcher-Agent-Class",
            "Agent-Class",
            "Main-Class",
            "Multi-Release");
  }

  @Test
  void everyLibraryIsRelocated() {
    references.forEach(
        (entry, found) ->
            assertThat(found.types())
                .as(entry)
                .noneMatch(type -> UNRELOCATED.matcher(type).matches()));
  }

  @Test
  void whatIsReferencedIsInTheJar() {
    Set<String> missing = new TreeSet<>();
    references.forEach(
        (entry, found) ->
            found.types().stream()
                .filter(type -> type.startsWith("dev/district/") && !type.endsWith("package-info"))
                .filter(type -> !present(type))
                .forEach(type -> missing.add(type + " wanted by " + entry)));
    assertThat(missing).isEmpty();
  }

  @Test
  void relocationLeavesOurOwnStringsAlone() {
    references.forEach(
        (entry, found) -> {
          if (entry.startsWith("inst/") && !entry.startsWith("inst/dev/district/shaded/")) {
            assertThat(found.strings()).as(entry).noneMatch(text -> text.contains("shaded"));
          }
        });
  }

  @Test
  void bootAndPremainClassesNeedTheJdkOnly() {
    references.forEach(
        (entry, found) -> {
          String room = entry.startsWith("boot/") ? "dev/district/boot/" : "dev/district/premain/";
          if (entry.startsWith("boot/") || entry.startsWith(room)) {
            assertThat(found.types())
                .as(entry)
                .allMatch(
                    type ->
                        PLATFORM.matcher(type).matches()
                            || type.startsWith(room)
                            || type.startsWith("org/jspecify/annotations/"));
          }
        });
  }

  /** Linking a call site may run before the platform is ready for it, and costs start-up time. */
  @Test
  void bootAndPremainClassesLinkNothingAtRunTime() {
    references.forEach(
        (entry, found) -> {
          if (!entry.startsWith("inst/")) {
            assertThat(found.linkages()).as(entry).isEmpty();
          }
        });
  }

  @Test
  void theShimOffersEveryMethodThatTheLibrariesCall() {
    ClassNode shim = new ClassNode();
    new ClassReader(jar.read("inst/" + SUN_UNSAFE + ".classdata")).accept(shim, 0);
    Set<String> offered = new TreeSet<>();
    shim.methods.forEach(method -> offered.add(SUN_UNSAFE + "." + method.name + " " + method.desc));
    Set<String> called = new TreeSet<>();
    references.forEach(
        (entry, found) ->
            found.calls().stream()
                .filter(call -> call.startsWith(SUN_UNSAFE + "."))
                .forEach(called::add));
    assertThat(called).isNotEmpty();
    assertThat(offered).containsAll(called);
    assertThat(shim.fields)
        .anyMatch(
            field ->
                field.name.equals("theUnsafe")
                    && field.desc.equals(Type.getObjectType(SUN_UNSAFE).getDescriptor()));
  }

  @Test
  void everyClassRunsOnRelease17() {
    for (String entry : jar.classes("")) {
      byte[] bytes = jar.read(entry);
      assertThat(((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff))
          .as(entry)
          .isLessThanOrEqualTo(Opcodes.V17);
    }
  }

  @Test
  void licencesOfShadedLibrariesAreKept() {
    assertThat(jar.has("META-INF/LICENSE")).isTrue();
    for (String library :
        List.of("asm", "byte-buddy", "fst", "jackson-core", "lz4-java", "objenesis")) {
      assertThat(jar.has("META-INF/licenses/" + library + "/LICENSE")).as(library).isTrue();
    }
  }

  private static boolean present(String type) {
    return jar.has("inst/" + type + ".classdata")
        || jar.has("boot/" + type + ".classdata")
        || jar.has(type + ".class");
  }
}

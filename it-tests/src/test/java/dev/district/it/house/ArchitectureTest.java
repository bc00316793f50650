package dev.district.it.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which room of the house may know which. Rules without a subject yet pass. */
class ArchitectureTest {
  private static final String ANNOTATIONS = "org.jspecify.annotations..";

  private static JavaClasses house;

  @BeforeAll
  static void read() {
    house =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                "dev.district.api",
                "dev.district.boot",
                "dev.district.premain",
                "dev.district.jdk",
                "dev.district.image",
                "dev.district.control",
                "dev.district.core",
                "dev.district.launcher");
  }

  /** The VM's own annotations are read by the VM alone; a JDK without them ignores them. */
  @Test
  void bootUsesTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.district.boot..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "dev.district.boot..", "jdk.internal.vm.annotation..", ANNOTATIONS));
  }

  @Test
  void premainUsesTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.district.premain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.district.premain..", ANNOTATIONS));
  }

  /**
   * Signals have no other door; JEP 260 keeps this one open as a critical API. Annotations of the
   * VM are not an interface.
   */
  @Test
  void onlyTheJdkRoomTouchesInternals() {
    check(
        noClasses()
            .that(resideOutsideOfPackages("dev.district.jdk.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("jdk.internal..", "sun..")
                    .and(not(resideInAPackage("jdk.internal.vm.annotation..")))
                    .and(not(simpleNameStartingWith("Signal")))));
  }

  @Test
  void imageAndControlDoNotKnowTheAgent() {
    check(
        noClasses()
            .that(resideInAnyPackage("dev.district.image..", "dev.district.control.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "dev.district.core..",
                    "dev.district.jdk..",
                    "dev.district.boot..",
                    "dev.district.premain..")));
  }

  @Test
  void theLauncherDoesNotKnowTheAgent() {
    check(
        noClasses()
            .that(resideInAPackage("dev.district.launcher.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "dev.district.core..",
                    "dev.district.jdk..",
                    "dev.district.boot..",
                    "org.objectweb.asm..",
                    "net.bytebuddy..",
                    "org.nustaq..",
                    "org.objenesis..")));
  }

  @Test
  void bytecodeLibrariesStayInWeaveAndFrames() {
    check(
        noClasses()
            .that(
                resideOutsideOfPackages("dev.district.core.weave..", "dev.district.core.frames.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.objectweb.asm..", "net.bytebuddy..")));
  }

  @Test
  void fstStaysInValuesAndImage() {
    check(
        noClasses()
            .that(resideOutsideOfPackages("dev.district.core.values..", "dev.district.image.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.nustaq..")));
  }

  @Test
  void objenesisStaysInHeapTypesAndRestore() {
    check(
        noClasses()
            .that(
                resideOutsideOfPackages(
                    "dev.district.core.heap..",
                    "dev.district.core.types..",
                    "dev.district.core.restore.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.objenesis..")));
  }

  @Test
  void captureAndRestoreNeverSeeEachOther() {
    check(
        noClasses()
            .that(resideInAPackage("dev.district.core.capture.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.district.core.restore..")));
    check(
        noClasses()
            .that(resideInAPackage("dev.district.core.restore.."))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.district.core.capture..")));
  }

  @Test
  void noPackageCycles() {
    check(slices().matching("dev.district.(**)").should().beFreeOfCycles());
  }

  @Test
  void theAgentDoesNotLog() {
    check(
        noClasses()
            .that(resideOutsideOfPackages("dev.district.launcher.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")));
  }

  @Test
  void namesTellTheRole() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(house);
  }
}

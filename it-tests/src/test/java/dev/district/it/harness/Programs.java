package dev.district.it.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The programs of the matrix: samples, the TCK of one shape each, and real software. */
public final class Programs {
  private static final String HEAP = "-Xmx256m";

  private static final Map<String, String> SAMPLES =
      inOrder(
          "Counter", "100",
          "MainLoop", "120",
          "Queens", "15",
          "Bank", "50",
          "Pipeline", "100",
          "Philosophers", "80",
          "Clockwork", "80",
          "Forks", "150",
          "Couriers", "35");

  private static final String LONGER_TCK = "300";
  private static final String LONGEST_TCK = "900";

  private static final List<String> TCK =
      List.of(
          "heap.Addresses",
          "heap.CallerHandles",
          "heap.CombinedHandles",
          "heap.Cleaners",
          "heap.Beans",
          "heap.ClassValueHolders",
          "heap.CompositeKeys",
          "heap.Folded",
          "heap.Graphs",
          "heap.Growing",
          "heap.IdentityMaps",
          "heap.Interned",
          "heap.KeptThrowable",
          "heap.Lambdas",
          "heap.Logging",
          "heap.Platform",
          "heap.RecorderListeners",
          "heap.References",
          "heap.Registered",
          "heap.Signals",
          "heap.Singletons",
          "heap.Statics",
          "heap.SystemBeans",
          "heap.Unordered",
          "heap.Updaters",
          "heap.ViewHandles",
          "heap.ViewedHandles",
          "heap.Values",
          "files.Asynchronous",
          "files.Buffers",
          "files.Channels",
          "files.Locks",
          "files.Mapped",
          "files.Owned",
          "files.OwnedMapped",
          "files.Streams",
          "files.Texts",
          "files.Unnamed",
          "files.Zips",
          "files.Zlib",
          "flow.Callbacks",
          "flow.Combinators",
          "flow.Constructors",
          "flow.ControlFlow",
          "flow.DeepMain",
          "flow.DeepRecursion",
          "flow.Exceptions",
          "flow.Initialisers",
          "flow.InitialiserTriggers",
          "flow.MainInitialiser",
          "flow.OperandStack",
          "flow.Proxies",
          "flow.Reflection",
          "flow.ReflectiveCalls",
          "flow.SlowFunctions",
          "flow.Sorting",
          "flow.Streams",
          "juc.Exchanges",
          "juc.Flows",
          "juc.ForkJoins",
          "juc.Futures",
          "juc.Locks",
          "juc.Permits",
          "juc.Phasers",
          "juc.Queues",
          "threads.CommonPool",
          "threads.Daemons",
          "threads.Handlers",
          "threads.Identity",
          "threads.Interrupts",
          "threads.Locals",
          "threads.Monitors",
          "threads.Pools",
          "threads.Receivers",
          "threads.Starting",
          "threads.Vectors",
          "threads.Synchronizers",
          "types.Adopted",
          "types.DynamicConstants",
          "types.Failed",
          "types.Hidden",
          "types.Optional",
          "types.Plugins",
          "types.LateNames",
          "types.Sites",
          "types.TwoVersions",
          "types.Unentered",
          "types.Unneeded",
          "time.Clock",
          "sockets.Accepting",
          "sockets.Asynchronous",
          "sockets.Backlog",
          "sockets.Bulk",
          "sockets.Chat",
          "sockets.Connecting",
          "sockets.Datagrams",
          "sockets.Echo",
          "sockets.Families",
          "sockets.HalfClosed",
          "sockets.LastWords",
          "sockets.ObjectStreams",
          "sockets.Pipes",
          "sockets.UnixBulk",
          "sockets.UnixEcho",
          "sockets.UnixWords",
          "sockets.Web",
          "time.Delays",
          "time.Rates",
          "time.Waits",
          "virtual.Channels",
          "virtual.Crowd",
          "virtual.Files",
          "virtual.Parks",
          "virtual.Pinned",
          "virtual.States",
          "virtual.Talks",
          "ends.ExitElsewhere",
          "ends.HooksAtExit",
          "ends.HooksAtReturn",
          "ends.MainLeavesEarly",
          "ends.Uncaught");

  /** An application with its libraries nested in its jar. */
  private static final String SPRING = "spring.Orders";

  private static final Map<String, String> REAL =
      inOrder(
          "ChocoSearch",
          "0.4",
          "EjmlDecompositions",
          "300",
          "RhinoScript",
          "800",
          "BeanShellScript",
          "2500",
          "JavacRun",
          "30",
          "H2Bank",
          "600",
          "CaffeineCaches",
          "300",
          "ClojureSession",
          "700",
          "GroovyScript",
          "1200",
          "GuiceServices",
          "400",
          "JshellSession",
          "50",
          "LuceneIndex",
          "60",
          "QuartzJobs",
          "150",
          "TribuoTraining",
          "150",
          SPRING,
          "250");

  /** Their files, in the directory {@code owned}, roll back with them. */
  private static final Set<String> OWNED =
      Set.of("files.Owned", "files.OwnedMapped", "real.H2Bank", "real.LuceneIndex");

  private Programs() {}

  /** The samples that need no input. */
  public static List<Program> samples() {
    return SAMPLES.keySet().stream().map(Programs::sample).toList();
  }

  /** One program per shape of state. */
  public static List<Program> tck() {
    return TCK.stream().map(Programs::tck).toList();
  }

  /** Real software. */
  public static List<Program> real() {
    return REAL.keySet().stream().map(Programs::real).toList();
  }

  /** Samples, TCK and real software. */
  public static List<Program> all() {
    return Stream.of(samples(), tck(), real()).flatMap(List::stream).toList();
  }

  /** The names of all of them, which say nothing about where they are. */
  public static List<String> names() {
    return Stream.of(
            SAMPLES.keySet().stream().map(name -> "samples." + name),
            TCK.stream(),
            REAL.keySet().stream().map(name -> "real." + name))
        .flatMap(names -> names)
        .toList();
  }

  /** A sample by its simple class name. */
  public static Program sample(String name) {
    return program(
        "samples." + name, Settings.samplesJar().toString(), "dev.district.samples." + name);
  }

  /** A program of the TCK by package and simple class name. */
  public static Program tck(String name) {
    return program(name, Settings.classes().toString(), "dev.district.it.programs." + name);
  }

  private static Program real(String name) {
    Path libraries = Settings.libraries().resolve("*");
    if (name.equals(SPRING)) {
      Path nested = Settings.libraries().resolveSibling("spring-nested.jar");
      return program(
          "real." + name, nested.toString(), "org.springframework.boot.loader.launch.JarLauncher");
    }
    return program(
        "real." + name,
        Settings.classes() + File.pathSeparator + libraries,
        "dev.district.it.real." + name);
  }

  /**
   * The same program, made two or three times as long by its first argument; one of the TCK that is
   * so already, three times as long again.
   */
  static Program longer(Program program) {
    String simpleName = program.main().substring(program.main().lastIndexOf('.') + 1);
    if (program.name().equals("real." + SPRING)) {
      return program.with(REAL.get(SPRING));
    }
    String sample = SAMPLES.get(simpleName);
    String tck = program.arguments().equals(List.of(LONGER_TCK)) ? LONGEST_TCK : LONGER_TCK;
    return program.with(sample != null ? sample : REAL.getOrDefault(simpleName, tck));
  }

  private static Map<String, String> inOrder(String... namesAndArguments) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndArguments.length; i += 2) {
      map.put(namesAndArguments[i], namesAndArguments[i + 1]);
    }
    return map;
  }

  private static Program program(String name, String classPath, String main) {
    List<String> launch = OWNED.contains(name) ? List.of("--working-set", "owned") : List.of();
    return new Program(name, List.of(HEAP, "-cp", classPath), main, List.of(), launch);
  }
}

package dev.district.it.programs.refused;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Holds an instance of a class in a module of a layer that the program has made. */
public final class LayerModule {
  private static final String NAME = "guests";

  private LayerModule() {}

  /** What the module holds: found in the class path, defined in the layer. */
  public static final class Guest implements IntUnaryOperator {
    private int calls;

    @Override
    public int applyAsInt(int operand) {
      return operand + ++calls;
    }
  }

  private static final class Reference extends ModuleReference {
    Reference(ModuleDescriptor descriptor) {
      super(descriptor, URI.create("class:path"));
    }

    @Override
    public ModuleReader open() {
      return new Reader();
    }
  }

  private static final class Reader implements ModuleReader {
    @Override
    public Optional<URI> find(String name) throws IOException {
      var found = LayerModule.class.getClassLoader().getResource(name);
      return Optional.ofNullable(found).map(url -> URI.create(url.toString()));
    }

    @Override
    public Stream<String> list() {
      return Stream.empty();
    }

    @Override
    public void close() {}
  }

  private static final class Finder implements ModuleFinder {
    private final ModuleReference only =
        new Reference(
            ModuleDescriptor.newModule(NAME)
                .exports(LayerModule.class.getPackageName())
                .requires("java.base")
                .build());

    @Override
    public Optional<ModuleReference> find(String name) {
      return name.equals(NAME) ? Optional.of(only) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(only);
    }
  }

  private record Held(IntUnaryOperator guest) implements Holding.Resource {
    @Override
    public int use(int step) {
      return guest.applyAsInt(step);
    }

    @Override
    public void close() {
      System.out.println("guest is in a module: " + guest.getClass().getModule().isNamed());
    }
  }

  private static ClassLoader layer() {
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(new Finder(), ModuleFinder.of(), List.of(NAME));
    ClassLoader parent = ClassLoader.getPlatformClassLoader();
    return boot.defineModulesWithOneLoader(configuration, parent).findLoader(NAME);
  }

  public static void main(String[] args) throws Exception {
    Holding.run(
        args,
        () -> {
          Class<?> type = layer().loadClass(Guest.class.getName());
          return new Held((IntUnaryOperator) type.getConstructor().newInstance());
        });
  }
}

package dev.district.it.real;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.matcher.Matchers;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;

/**
 * Guice puts services together, with interceptors and thus classes made at run time; a child
 * injector half way.
 *
 * <p>Argument: rounds (150).
 */
public final class GuiceServices {
  private static final long PAUSE_MS = 12;

  private GuiceServices() {}

  /** To be counted when called. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Counted {}

  /** Keeps texts. */
  public interface Store {
    void put(String text);

    int size();
  }

  /** In memory. */
  @Singleton
  public static class MemoryStore implements Store {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void put(String text) {
      texts.add(text);
    }

    @Override
    public int size() {
      return texts.size();
    }
  }

  /** Writes to the store. */
  public static class Service {
    private final Store store;
    private final String name;

    @Inject
    public Service(Store store, @Named("name") String name) {
      this.store = store;
      this.name = name;
    }

    @Counted
    public int work(int round) {
      store.put(name + round);
      return store.size();
    }
  }

  private static final class Counter implements MethodInterceptor {
    private int calls;

    @Override
    public Object invoke(MethodInvocation invocation) throws Throwable {
      calls++;
      return invocation.proceed();
    }
  }

  private static final class Wiring extends AbstractModule {
    private final Counter counter;

    Wiring(Counter counter) {
      this.counter = counter;
    }

    @Override
    protected void configure() {
      bind(Store.class).to(MemoryStore.class);
      bindConstant().annotatedWith(Names.named("name")).to("service ");
      bindInterceptor(Matchers.any(), Matchers.annotatedWith(Counted.class), counter);
    }

    @Provides
    Integer factor() {
      return 7;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 150;
    Counter counter = new Counter();
    Injector injector = Guice.createInjector(new Wiring(counter));
    long total = 0;
    for (int round = 0; round < rounds; round++) {
      Service service = injector.getInstance(Service.class);
      total += (long) service.work(round) * injector.getInstance(Integer.class);
      if (round == rounds / 2) {
        injector = injector.createChildInjector();
      }
      Thread.sleep(PAUSE_MS);
      System.out.println(round + " " + total + ", " + counter.calls + " calls");
    }
    System.out.println("done: " + total);
  }
}

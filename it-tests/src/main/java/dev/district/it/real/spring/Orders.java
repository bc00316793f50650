package dev.district.it.real.spring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * A command-line application of Spring Boot: configuration classes, proxies, events, expressions,
 * and a class and a resource that are first needed near the end.
 *
 * <p>Argument: orders (100).
 */
@Configuration
@EnableAutoConfiguration
public class Orders implements CommandLineRunner {
  private static final long PAUSE_MS = 20;

  private final ApplicationEventPublisher events;
  private final Ledger ledger;
  private int noticed;

  /** Adds up. */
  public interface Ledger {
    long add(long amount);
  }

  /** Published for each order. */
  public record Ordered(int number) {}

  /** What the application consists of. */
  @Configuration
  public static class Parts {
    @Bean
    long[] sum() {
      return new long[1];
    }

    @Bean
    Ledger ledger(long[] sum) {
      ProxyFactory factory = new ProxyFactory((Ledger) amount -> sum[0] += amount);
      factory.addAdvice((MethodInterceptor) call -> (Long) call.proceed() + 1);
      return (Ledger) factory.getProxy();
    }
  }

  /** Loaded late. */
  private static final class Footer {
    private Footer() {}

    static String text() throws IOException {
      try (InputStream in = Footer.class.getResourceAsStream("footer.txt")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      }
    }
  }

  public Orders(ApplicationEventPublisher events, Ledger ledger) {
    this.events = events;
    this.ledger = ledger;
  }

  /** Counts orders. */
  @EventListener
  public void on(Ordered ordered) {
    noticed += ordered.number() % 3;
  }

  @Override
  public void run(String... args) throws Exception {
    int orders = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    SpelExpressionParser parser = new SpelExpressionParser();
    for (int order = 0; order < orders; order++) {
      long sum = ledger.add(order);
      events.publishEvent(new Ordered(order));
      Object price = parser.parseExpression("#root * 2 + " + order).getValue(sum);
      Thread.sleep(PAUSE_MS);
      System.out.println("order " + order + ": " + sum + " " + noticed + " " + price);
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    System.out.println(Footer.text() + " " + (context == Orders.class.getClassLoader()));
    System.out.println("done: " + noticed);
  }

  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(Orders.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.run(args);
  }
}

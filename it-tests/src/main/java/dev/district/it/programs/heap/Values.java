package dev.district.it.programs.heap;

import dev.district.it.programs.Pace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Records (generic, nested, with a compact constructor), enums with bodies, and value classes. */
public final class Values {
  private enum Op {
    PLUS("+") {
      @Override
      long apply(long a, long b) {
        return a + b;
      }
    },
    TIMES("*") {
      @Override
      long apply(long a, long b) {
        return a * b % 1_000_003;
      }
    };

    private final String sign;
    private int uses;

    Op(String sign) {
      this.sign = sign;
    }

    abstract long apply(long a, long b);
  }

  private record Pair<A, B>(A first, B second) {
    private static int made;

    Pair {
      made++;
    }
  }

  private Values() {}

  public static void main(String[] args) {
    Random random = new Random(42);
    Map<Op, List<Pair<Op, Optional<BigInteger>>>> results = new EnumMap<>(Op.class);
    EnumSet<Op> used = EnumSet.noneOf(Op.class);
    BigDecimal money = new BigDecimal("0.10");
    LocalDate day = LocalDate.of(1994, 12, 5);
    long value = 1;
    int steps = Pace.steps(args);
    for (int step = 0; step < steps; step++) {
      Op op = Op.values()[random.nextInt(2)];
      op.uses++;
      used.add(op);
      value = op.apply(value, random.nextLong() >>> 40);
      money = money.multiply(new BigDecimal("1.01")).add(BigDecimal.ONE);
      day = day.plus(Duration.ofDays(step).toDays(), java.time.temporal.ChronoUnit.DAYS);
      results
          .computeIfAbsent(op, o -> new ArrayList<>())
          .add(new Pair<>(op, Optional.of(BigInteger.valueOf(value).pow(3))));
      Pace.beat();
      int sign =
          switch (op) {
            case PLUS -> 1;
            case TIMES -> -1;
          };
      System.out.println(
          "step "
              + step
              + ": "
              + op.sign
              + " "
              + sign
              + " "
              + value
              + " "
              + day
              + " "
              + (results.get(op).get(0).first() == op)
              + " "
              + (op == Op.valueOf(op.name())));
    }
    System.out.println(
        "done: "
            + Pair.made
            + " pairs "
            + used
            + " "
            + Op.PLUS.uses
            + " "
            + Op.TIMES.uses
            + " "
            + money.precision()
            + " "
            + results.toString().length());
  }
}

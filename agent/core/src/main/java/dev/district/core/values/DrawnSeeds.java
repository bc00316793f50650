package dev.district.core.values;

import dev.district.boot.DrawnSeed;
import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.Entropy;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Seeds that a {@code java.util.Random} has drawn itself. Their value is not in the image: every
 * restart draws another. Where the program has set a seed meanwhile, its state is carried.
 */
final class DrawnSeeds implements Adapter {
  /** States of the generator have 48 bits. */
  private static final long STATE = (1L << 48) - 1;

  private static final String SET = "set";

  @Override
  public String kind() {
    return "drawn-seed";
  }

  @Override
  public boolean handles(Class<?> type) {
    return type == DrawnSeed.class;
  }

  @Override
  public @Nullable RecipeMeta describe(Object o, Description description) {
    DrawnSeed seed = (DrawnSeed) o;
    return seed.isReplaced()
        ? Recipes.text(kind(), SET, Long.toString(seed.get()))
        : Recipes.text(kind());
  }

  @Override
  public Object revive(RecipeMeta recipe, Revival revival) {
    return recipe.text.length > 1
        ? new AtomicLong(Long.parseLong(recipe.text[1]))
        : new DrawnSeed(Entropy.next() & STATE);
  }
}

package dev.district.core.values;

import dev.district.core.types.ClassOrigin;
import dev.district.core.types.ClassOrigins;
import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.MarkWord;
import dev.district.jdk.Raw;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the base that have a name: what the static final fields of platform classes refer to
 * directly, the elements of the box caches, and the string literals of application classes. Found
 * again by that name at restart, so that {@code TimeUnit.DAYS}, {@code Integer.valueOf(5)} and
 * {@code "literal"} are still the one object.
 *
 * <p>Only what such a field refers to directly: the closure of the platform's statics swallows
 * application objects. And only final fields: the others are caches and state that another JVM may
 * well have empty. And no object of an application class: it is in the image itself.
 */
public final class PlatformNames {
  static final String STATIC = "static";
  static final String LITERAL = "literal";
  private static final String[] BOX_CACHES = {
    "java.lang.Integer$IntegerCache",
    "java.lang.Long$LongCache",
    "java.lang.Short$ShortCache",
    "java.lang.Byte$ByteCache",
    "java.lang.Character$CharacterCache",
  };

  /** A name, and the identity hash the object had before it was looked at. */
  private record Name(RecipeMeta recipe, int rank, int hash) {
    boolean betterThan(Name other) {
      return rank != other.rank
          ? rank < other.rank
          : String.join("#", recipe.text).compareTo(String.join("#", other.recipe.text)) < 0;
    }
  }

  private final Map<Object, Name> names = new IdentityHashMap<>();
  private final Set<Class<?>> classes = new HashSet<>();
  private final ClassOrigins origins;
  private final StaticFields fields;

  public PlatformNames(ClassOrigins origins, StaticFields fields) {
    this.origins = origins;
    this.fields = fields;
  }

  /**
   * Names what the static final fields of these classes refer to, if they are initialised platform
   * classes.
   */
  public void addStatics(Class<?>[] loaded) {
    for (Class<?> type : loaded) {
      if (type.isArray() || type.isPrimitive() || type.isHidden() || !isPlatform(type)) {
        continue;
      }
      if (Raw.isInitialized(type)) {
        for (Field field : fields.finalReferences(type)) {
          Object present = Raw.getReference(Raw.staticBase(field), Raw.staticOffset(field));
          Object value = StandardStreams.original(type, field.getName(), present);
          if (value != null
              && !(value instanceof Class)
              && !(value instanceof Thread)
              && isPlatform(value.getClass())) {
            add(value, Recipes.text(STATIC, type.getName(), field.getName()), rank(field));
          }
        }
      }
    }
    for (String cache : BOX_CACHES) {
      addBoxes(cache);
    }
  }

  /** True for the loaders of the platform's own classes. */
  public static boolean isPlatformLoader(@Nullable ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private boolean isPlatform(Class<?> type) {
    ClassOrigin origin = origins.of(type);
    return origin == ClassOrigin.BOOT || origin == ClassOrigin.PLATFORM;
  }

  private static int rank(Field field) {
    boolean visible =
        Modifier.isPublic(field.getModifiers())
            && Modifier.isPublic(field.getDeclaringClass().getModifiers());
    return visible ? 1 : 2;
  }

  private void addBoxes(String cache) {
    Object elements = Raw.getStatic(dev.district.jdk.Lookups.bootClass(cache), "cache");
    if (elements instanceof Object[] boxes) {
      for (int i = 0; i < boxes.length; i++) {
        if (boxes[i] != null) {
          add(boxes[i], Recipes.text(STATIC, cache, "cache", Integer.toString(i)), 1);
        }
      }
    }
  }

  /** Names the string literals of an application class. */
  public void addLiterals(Iterable<String> literals) {
    for (String literal : literals) {
      add(literal, Recipes.text(LITERAL, literal), 0);
    }
  }

  private void add(Object o, RecipeMeta recipe, int rank) {
    int hash = Math.max(0, MarkWord.peek(o));
    Name before = names.get(o);
    Name name = new Name(recipe, rank, before == null ? hash : before.hash);
    if (before == null || name.betterThan(before)) {
      names.put(o, name);
      classes.add(o.getClass());
    }
  }

  /** Lets the object be filled in place at restart, besides being found by name. */
  public void fillInPlace(Object o, int payloadType) {
    Name name = names.get(o);
    if (name != null) {
      name.recipe.payloadType = payloadType;
    }
  }

  /** Takes the name from an object that is carried as it is. */
  public void forget(Object o) {
    names.remove(o);
  }

  /** False if no object of this class has a name. */
  public boolean mayHave(Class<?> type) {
    return classes.contains(type);
  }

  /** The recipe by which the object is found again, or null if it has no name. */
  public @Nullable RecipeMeta find(Object o) {
    Name name = names.get(o);
    return name == null ? null : name.recipe;
  }

  /** The identity hash that a named object had before the capture, 0 for none. */
  public int hash(Object o) {
    Name name = names.get(o);
    return name == null ? 0 : name.hash;
  }

  /** Whether a recipe is a name. */
  public static boolean isName(RecipeMeta recipe) {
    return recipe.kind.equals(LITERAL) && recipe.text.length == 1
        || recipe.kind.equals(STATIC) && recipe.text.length >= 2;
  }

  /**
   * The object of that name in this JVM, whose class is initialised if need be; null if it isn't a
   * name.
   */
  public static @Nullable Object resolve(RecipeMeta recipe) {
    if (recipe.kind.equals(LITERAL)) {
      return recipe.text[0].intern();
    }
    if (!recipe.kind.equals(STATIC)) {
      return null;
    }
    Object value = value(recipe.text[0], recipe.text[1]);
    if (recipe.text.length > 2 && value instanceof Object[] boxes) {
      int index = Integer.parseInt(recipe.text[2]);
      value = index < boxes.length ? boxes[index] : null;
    }
    if (value == null) {
      throw new IllegalStateException(
          "static " + Arrays.toString(recipe.text) + " has no value in this JVM");
    }
    return value;
  }

  private static @Nullable Object value(String className, String field) {
    try {
      Class<?> type = Class.forName(className, true, ClassLoader.getPlatformClassLoader());
      return Raw.getStatic(type, field);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("class " + className, e);
    }
  }
}

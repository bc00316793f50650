package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.RecipesMeta;
import dev.district.image.meta.TypeMeta;
import java.util.Arrays;

/**
 * Which objects an image has: of each, by id from 1, its type or its recipe, and the length of an
 * array. Checked: nothing in it is out of range, and the arrays are no longer than the payload can
 * fill.
 *
 * <pre>
 *   per object   varint type id; of arrays then varint length
 *                varint 0; varint index of a recipe
 * </pre>
 */
public final class ObjectTable {
  private static final Section HERE = Section.OBJECT_TABLE;

  /** No object takes less than a byte of the table, and nothing is allocated on a lie. */
  private static final int LEAST_ENTRY_BYTES = 1;

  private final ImageTypes types;
  private final RecipeMeta[] recipes;
  private final int count;
  private int[] typeOf = new int[1 << 10];
  private int[] detail = new int[1 << 10];

  private ObjectTable(ImageTypes types, RecipeMeta[] recipes, int count) {
    this.types = types;
    this.recipes = recipes;
    this.count = count;
  }

  /** Reads and checks it. */
  public static ObjectTable of(ImageReader reader, ImageTypes types) throws ImageException {
    if (!reader.has(Section.RECIPES)) {
      throw Damage.in(Section.RECIPES, "the section is missing");
    }
    RecipesMeta described = reader.metadata(Section.RECIPES, RecipesMeta.class);
    for (RecipeMeta recipe : described.recipes) {
      check(recipe, types);
    }
    for (int id = 1; id < types.size(); id++) {
      int form = types.meta(id).form;
      if (form == TypeMeta.GENERATED || form == TypeMeta.HIDDEN) {
        int recipe = types.meta(id).recipe;
        Damage.range(Section.TYPES, "recipe", recipe, 0, described.recipes.length - 1);
      }
    }
    ObjectTable table = new ObjectTable(types, described.recipes, described.objects);
    table.read(reader);
    return table;
  }

  private static void check(RecipeMeta recipe, ImageTypes types) throws ImageException {
    if (recipe == null) {
      throw Damage.in(Section.RECIPES, "a recipe is missing");
    }
    for (int type : recipe.types) {
      Damage.range(Section.RECIPES, "type id", type, 0, types.size() - 1);
    }
    Damage.range(Section.RECIPES, "type id", recipe.payloadType, 0, types.size() - 1);
    if (recipe.payloadType != 0) {
      types.layout(recipe.payloadType);
    }
  }

  private void read(ImageReader reader) throws ImageException {
    SectionCursor table = new SectionCursor(reader, HERE, count);
    long most = table.length() / LEAST_ENTRY_BYTES;
    Damage.range(Section.RECIPES, "number of objects", count, 0, most);
    typeOf = Arrays.copyOf(typeOf, count + 1);
    detail = Arrays.copyOf(detail, count + 1);
    if (!reader.has(Section.PAYLOAD)) {
      throw Damage.in(Section.PAYLOAD, "the section is missing");
    }
    long room = reader.bytes(Section.PAYLOAD).length();
    for (int id = 1; id <= count; id++) {
      table.begin();
      int type = table.varint();
      Damage.range(HERE, "type id", type, 0, types.size() - 1);
      if (type == 0) {
        int recipe = table.varint();
        Damage.range(HERE, "recipe", recipe, 0, recipes.length - 1);
        typeOf[id] = recipes[recipe].payloadType;
        detail[id] = ~recipe;
      } else if (types.isArray(type)) {
        int length = table.varint();
        Damage.range(HERE, "array length", length, 0, Integer.MAX_VALUE);
        room -= (long) length * Math.max(1, FieldLayout.size(types.elementKind(type)));
        typeOf[id] = type;
        detail[id] = length;
      } else {
        types.layout(type);
        typeOf[id] = type;
      }
      if (room < 0) {
        throw Damage.in(HERE, "the arrays are longer than the payload");
      }
    }
    table.end();
  }

  public ImageTypes types() {
    return types;
  }

  /** Number of objects. */
  public int count() {
    return count;
  }

  /** True for objects that are found or made by a recipe. */
  public boolean hasRecipe(int id) {
    return detail[id] < 0;
  }

  /** The recipe of an object that has one. */
  public RecipeMeta recipe(int id) {
    return recipes[~detail[id]];
  }

  /** The type whose contents the object has in the payload; 0 for recipes without any. */
  public int type(int id) {
    return typeOf[id];
  }

  /** True for arrays. */
  public boolean isArray(int id) {
    return types.meta(typeOf[id]).form == TypeMeta.ARRAY;
  }

  /** Length of an array. */
  public int length(int id) {
    return detail[id];
  }

  /** The class's name, for a person; for recipes what the object is known to be. */
  public String className(int id) {
    if (typeOf[id] != 0) {
      return types.displayName(typeOf[id]);
    }
    return "(" + recipe(id).kind + ")";
  }
}

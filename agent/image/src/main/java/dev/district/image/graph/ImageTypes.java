package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.graph.FieldLayout.ImageField;
import dev.district.image.meta.TypeMeta;
import dev.district.image.meta.TypesMeta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of an image: checked for being sound among themselves, with the layouts they have.
 */
public final class ImageTypes {
  private static final Map<String, Character> PRIMITIVES =
      Map.of(
          "boolean", 'Z', "byte", 'B', "short", 'S', "char", 'C', "int", 'I', "float", 'F', "long",
          'J', "double", 'D', "void", 'V');
  private static final Section HERE = Section.TYPES;

  private final TypeMeta[] types;
  private final @Nullable FieldLayout[] layouts;

  private ImageTypes(TypeMeta[] types) {
    this.types = types;
    this.layouts = new FieldLayout[types.length];
  }

  /** Reads and checks them. */
  public static ImageTypes of(ImageReader reader) throws ImageException {
    if (!reader.has(HERE)) {
      throw Damage.in(HERE, "the section is missing");
    }
    TypeMeta[] types = reader.metadata(HERE, TypesMeta.class).types;
    ImageTypes checked = new ImageTypes(types);
    if (types.length == 0) {
      throw Damage.in(HERE, "type 0 is missing");
    }
    for (int id = 1; id < types.length; id++) {
      checked.check(id, types[id]);
    }
    checked.checkNoCycle();
    return checked;
  }

  private void check(int id, @Nullable TypeMeta type) throws ImageException {
    if (type == null) {
      throw Damage.in(HERE, "type " + id + " is missing");
    }
    Damage.range(HERE, "form of type", type.form, TypeMeta.CLASS, TypeMeta.HIDDEN);
    Damage.range(HERE, "superclass of type", type.parent, 0, types.length - 1);
    for (int superinterface : type.interfaces) {
      Damage.range(HERE, "superinterface of type", superinterface, 1, types.length - 1);
    }
    if (type.form == TypeMeta.ARRAY && type.parent == 0) {
      throw Damage.in(HERE, "array type " + id + " has no component type");
    }
    if (type.form == TypeMeta.PRIMITIVE && !PRIMITIVES.containsKey(type.name)) {
      throw Damage.in(HERE, "there is no primitive type " + type.name);
    }
    if (type.name.isEmpty()) {
      throw Damage.in(HERE, "type " + id + " has no name");
    }
    signatures(type.fields);
    signatures(type.statics);
  }

  private static void signatures(String[] fields) throws ImageException {
    Set<String> names = new HashSet<>();
    for (String field : fields) {
      int blank = field.indexOf(' ');
      if (blank <= 0 || !isDescriptor(field, blank + 1) || !names.add(field)) {
        throw Damage.in(HERE, "\"" + field + "\" is not a field");
      }
    }
  }

  private static boolean isDescriptor(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '[') {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    char kind = text.charAt(at);
    return kind == 'L'
        ? text.endsWith(";") && text.length() > at + 2
        : FieldLayout.size(kind) > 0 && text.length() == at + 1;
  }

  /** Superclasses, component types and superinterfaces never lead back. */
  private void checkNoCycle() throws ImageException {
    int[] open = new int[types.length];
    Deque<Integer> users = new ArrayDeque<>();
    List<List<Integer>> usedBy = new ArrayList<>();
    for (int id = 0; id < types.length; id++) {
      usedBy.add(new ArrayList<>(0));
    }
    for (int id = 1; id < types.length; id++) {
      for (int needed : needs(id)) {
        usedBy.get(needed).add(id);
        open[id]++;
      }
      if (open[id] == 0) {
        users.add(id);
      }
    }
    int done = 0;
    for (Integer id = users.poll(); id != null; id = users.poll()) {
      done++;
      for (int user : usedBy.get(id)) {
        if (--open[user] == 0) {
          users.add(user);
        }
      }
    }
    if (done != types.length - 1) {
      throw Damage.in(HERE, "a class is its own superclass");
    }
  }

  private int[] needs(int id) {
    TypeMeta type = types[id];
    int own = type.parent == 0 ? 0 : 1;
    int[] needs = new int[type.interfaces.length + own];
    System.arraycopy(type.interfaces, 0, needs, own, type.interfaces.length);
    if (own == 1) {
      needs[0] = type.parent;
    }
    return needs;
  }

  /** Number of types, the none at 0 included. */
  public int size() {
    return types.length;
  }

  public TypeMeta meta(int id) {
    return types[id];
  }

  /** True for arrays. */
  public boolean isArray(int id) {
    return types[id].form == TypeMeta.ARRAY;
  }

  /**
   * Kind of an array's elements, a primitive's descriptor or {@code L}; {@code L} for others too.
   */
  public char elementKind(int id) {
    TypeMeta component = types[types[id].parent];
    return isArray(id) && component.form == TypeMeta.PRIMITIVE
        ? PRIMITIVES.getOrDefault(component.name, 'L')
        : 'L';
  }

  /** Kind that a primitive type's name stands for; {@code V} for void. */
  static char primitive(String name) {
    return PRIMITIVES.getOrDefault(name, 'V');
  }

  /** The name as a person writes it: {@code int[][]}. */
  public String displayName(int id) {
    return isArray(id) ? displayName(types[id].parent) + "[]" : types[id].name;
  }

  /**
   * The instance fields of a class, those of its superclasses first.
   *
   * @throws ImageException if the class can't have objects in the image
   */
  public FieldLayout layout(int id) throws ImageException {
    FieldLayout known = layouts[id];
    if (known != null) {
      return known;
    }
    boolean hasObjects = types[id].form != TypeMeta.ARRAY && types[id].form != TypeMeta.PRIMITIVE;
    if (!hasObjects || !types[id].laidOut) {
      throw Damage.in(HERE, "there can't be objects of " + types[id].name);
    }
    Deque<Integer> chain = new ArrayDeque<>();
    for (int c = id; c != 0; c = types[c].parent) {
      chain.push(c);
    }
    List<ImageField> fields = new ArrayList<>();
    for (int c : chain) {
      fields.addAll(declared(c, types[c].fields));
    }
    FieldLayout layout = FieldLayout.of(fields);
    layouts[id] = layout;
    return layout;
  }

  /** The static fields of a class. */
  public FieldLayout statics(int id) {
    return FieldLayout.of(declared(id, types[id].statics));
  }

  /** The fields that a class declares itself, in payload order. */
  public List<ImageField> declared(int id, String[] signatures) {
    List<ImageField> fields = new ArrayList<>();
    for (String signature : signatures) {
      int blank = signature.indexOf(' ');
      fields.add(new ImageField(id, signature.substring(0, blank), signature.substring(blank + 1)));
    }
    return fields;
  }
}

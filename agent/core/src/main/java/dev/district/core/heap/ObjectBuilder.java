package dev.district.core.heap;

import dev.district.core.types.IncompatibleImage;
import dev.district.core.types.LambdaRegistry;
import dev.district.core.types.TypeResolver;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.TypeMeta;
import dev.district.jdk.MarkWord;
import dev.district.jdk.Raw;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes all objects of an image, gives them their hashes, and then fills them; no constructor runs.
 */
final class ObjectBuilder {
  private final TypeResolver types;
  private @Nullable Object[] objects;
  private final @Nullable RestorePlan[] plans;
  private final int[] planOf;
  private final Function<RecipeMeta, Object> recipes;
  private final List<Object> conflicting = new ArrayList<>();

  /**
   * @param count number of objects
   * @param recipes finds or makes the object of a recipe
   */
  ObjectBuilder(TypeResolver types, int count, Function<RecipeMeta, Object> recipes) {
    this.types = types;
    this.objects = new Object[count + 1];
    this.planOf = new int[count + 1];
    this.plans = new RestorePlan[types.size()];
    this.recipes = recipes;
  }

  @Nullable Object object(int id) {
    return objects[id];
  }

  /** True for objects made here, false for those found by recipe. */
  boolean isCopied(int id) {
    return planOf[id] > 0;
  }

  void release() {
    objects = new Object[1];
    conflicting.clear();
  }

  int count() {
    return objects.length - 1;
  }

  /** Objects found by name whose hash here differs from the captured one. */
  List<Object> conflicting() {
    return conflicting;
  }

  private RestorePlan plan(int typeId) {
    RestorePlan plan = plans[typeId];
    if (plan == null) {
      plan = RestorePlan.of(types, typeId);
      plans[typeId] = plan;
    }
    return plan;
  }

  /** Allocates every object that is copied, and finds or makes every other. */
  void allocate(ImageReader reader, RecipeMeta[] descriptions) {
    PayloadInput table = new PayloadInput(reader.bytes(Section.OBJECT_TABLE));
    for (int id = 1; id < objects.length; id++) {
      table.need();
      int typeId = table.varint();
      if (typeId == 0) {
        RecipeMeta recipe = descriptions[table.varint()];
        Object found = recipes.apply(recipe);
        objects[id] = found;
        planOf[id] = recipe.payloadType;
        if (recipe.payloadType != 0 && types.type(recipe.payloadType) != found.getClass()) {
          throw new IncompatibleImage(
              String.join(".", recipe.text)
                  + " is of class "
                  + found.getClass().getName()
                  + " in this JVM and was of class "
                  + types.meta(recipe.payloadType).name,
              null);
        }
        continue;
      }
      RestorePlan plan = plan(typeId);
      planOf[id] = typeId;
      if (plan.form != ObjectPlan.FIELDS) {
        objects[id] = Array.newInstance(plan.type.getComponentType(), table.varint());
      } else if (types.meta(typeId).form == TypeMeta.GENERATED) {
        Object linked = LambdaRegistry.INSTANCE.linkedInstance(plan.type);
        objects[id] = linked != null ? linked : Raw.allocateInstance(plan.type);
      } else {
        objects[id] = types.allocate(typeId);
      }
    }
  }

  /** Gives objects the identity hashes they had. One that has another already keeps it. */
  void hashes(ImageReader reader) {
    HashNotes.Reader hashes = new HashNotes.Reader(new PayloadInput(reader.bytes(Section.HASHES)));
    while (hashes.next()) {
      Object o = objects[hashes.id()];
      int hash = HashKeys.hash(hashes.key());
      HashKeys.continueAfter(hashes.key(), count());
      if (o != null && !MarkWord.set(o, hash) && System.identityHashCode(o) != hash) {
        conflicting.add(o);
      }
    }
  }

  /** Fills every object that has a payload. */
  void fill(ImageReader reader, MainThread main) {
    PayloadInput payload = new PayloadInput(reader.bytes(Section.PAYLOAD));
    for (int id = 1; id < objects.length; id++) {
      RestorePlan plan = planOf[id] == 0 ? null : plan(planOf[id]);
      Object o = objects[id];
      if (plan == null || o == null) {
        continue;
      }
      switch (plan.form) {
        case ObjectPlan.FIELDS -> {
          fields(o, plan, payload);
          if (o == main.thread()) {
            main.filled();
          }
        }
        case ObjectPlan.PRIMITIVES ->
            payload.bytes(o, plan.base, (long) Array.getLength(o) * plan.scale);
        default -> elements((Object[]) o, payload);
      }
    }
  }

  private void fields(Object o, RestorePlan plan, PayloadInput payload) {
    if (plan.isEmpty()) {
      return;
    }
    payload.need();
    payload.primitives(o, plan.moves, plan.sizes);
    for (long offset : plan.references) {
      Raw.putReference(o, offset, objects[payload.reference()]);
    }
  }

  private void elements(Object[] elements, PayloadInput payload) {
    for (int i = 0; i < elements.length; i++) {
      payload.need();
      int id = payload.reference();
      if (id != 0) {
        elements[i] = objects[id];
      }
    }
  }

  /** Sets the static fields of application classes, final ones included. */
  void statics(ImageReader reader) {
    PayloadInput statics = new PayloadInput(reader.bytes(Section.STATICS));
    while (!statics.atEnd()) {
      int typeId = statics.fixedInt();
      var plan = types.staticsPlan(typeId);
      Class<?> base = types.type(typeId);
      statics.need();
      statics.primitives(base, plan.moves(), plan.sizes());
      for (long offset : plan.references()) {
        Raw.putReference(base, offset, objects[statics.reference()]);
      }
    }
  }

  /** Sets the referents, and returns the references that are to be enqueued. */
  List<Object> referents(ImageReader reader) {
    List<Object> toEnqueue = new ArrayList<>();
    PayloadInput referents = new PayloadInput(reader.bytes(Section.REFERENTS));
    while (!referents.atEnd()) {
      Object reference = objects[referents.fixedInt()];
      int referent = referents.fixedInt();
      if (reference == null) {
        continue;
      }
      if (referent == ReferentList.ENQUEUE) {
        toEnqueue.add(reference);
      } else if (referent != 0) {
        Object o = objects[referent];
        if (o != null) {
          ReferentList.referent(reference, o);
        }
      }
    }
    return toEnqueue;
  }
}

package dev.district.core.heap;

import dev.district.core.values.Adapter;
import dev.district.core.values.Description;
import dev.district.core.values.Dropped;
import dev.district.core.values.PlatformNames;
import dev.district.core.values.Refusals.Refusal;
import dev.district.image.meta.RecipeMeta;
import dev.district.jdk.Raw;
import dev.district.jdk.StackTraces;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The breadth-first walk: takes objects from the id table in id order, writes each to table and
 * payload, and gives ids to what it refers to. Iterative, because a list of five million nodes is
 * an ordinary program. No method of the application is called.
 */
final class ObjectWalk {
  private static final int ENTRY_BYTES = 10;
  private static final int REFERENCE_BYTES = 5;

  private final IdTable ids;
  private final ObjectPlans plans;
  private final PlatformNames names;
  private final Description description;
  private final RefusalSink refusals;
  private final BiConsumer<Object, RecipeMeta> described;
  final PayloadOutput table = new PayloadOutput();
  final PayloadOutput payload = new PayloadOutput();
  final ReferentList referents = new ReferentList();
  final List<RecipeMeta> recipes = new ArrayList<>();
  private int current;

  /** Told of objects that can't be captured. */
  @FunctionalInterface
  interface RefusalSink {
    void refuse(String cause, String remedy);
  }

  ObjectWalk(
      IdTable ids,
      ObjectPlans plans,
      PlatformNames names,
      Description description,
      RefusalSink refusals,
      BiConsumer<Object, RecipeMeta> described) {
    this.ids = ids;
    this.plans = plans;
    this.names = names;
    this.description = description;
    this.refusals = refusals;
    this.described = described;
  }

  /** Id of the object being looked at, 0 for none. */
  int current() {
    return current;
  }

  /** Walks until every object that has an id has been written. */
  void run() {
    while (current < ids.last()) {
      current++;
      visit(ids.get(current));
    }
  }

  private void visit(Object o) {
    ObjectPlan plan = plans.of(o.getClass());
    plan.objects++;
    long before = payload.length();
    if (plan.special == 0 || !special(o, plan)) {
      table.need(ENTRY_BYTES);
      table.varint(plan.typeId);
      switch (plan.form) {
        case ObjectPlan.FIELDS -> fields(o, plan);
        case ObjectPlan.PRIMITIVES -> primitives(o, plan);
        default -> references((Object[]) o);
      }
    }
    plan.bytes += payload.length() - before;
  }

  private void fields(Object o, ObjectPlan plan) {
    payload.need(plan.maxBytes);
    payload.primitives(o, plan.moves, plan.sizes);
    for (long offset : plan.references) {
      payload.reference(id(Raw.getReference(o, offset)));
    }
  }

  private void primitives(Object o, ObjectPlan plan) {
    int length = Array.getLength(o);
    table.varint(length);
    payload.bytes(o, plan.base, (long) length * plan.scale);
  }

  private void references(Object[] elements) {
    table.varint(elements.length);
    for (Object element : elements) {
      payload.need(REFERENCE_BYTES);
      payload.reference(id(element));
    }
  }

  private int id(@Nullable Object o) {
    return o == null ? 0 : ids.id(o, current);
  }

  /** True if the object has been written, as a recipe. */
  private boolean special(Object o, ObjectPlan plan) {
    RecipeMeta recipe = null;
    Adapter adapter = plan.adapter;
    if (adapter != null) {
      recipe = adapter.describe(o, description);
    }
    if (recipe == null && (plan.special & ObjectPlan.NAMED) != 0) {
      recipe = names.find(o);
      if (recipe != null && names.hash(o) != 0) {
        ids.hadHash(current, names.hash(o));
      }
    }
    if (recipe != null) {
      write(o, recipe);
      return true;
    }
    Refusal refusal = plan.refusal;
    if (refusal != null && refusal.applies().test(o)) {
      refusals.refuse(refusal.cause(), refusal.remedy());
      write(o, new RecipeMeta());
      return true;
    }
    if ((plan.special & ObjectPlan.THROWABLE) != 0) {
      StackTraces.materialize((Throwable) o);
    }
    Set<String> dropped = Dropped.fields(o);
    if ((plan.special & ObjectPlan.REFERENCE) != 0 && !Dropped.withoutReferent(dropped)) {
      id(referents.add(o, current));
    }
    if (!dropped.isEmpty()) {
      fieldsWithout(dropped, o, plan);
      return true;
    }
    return false;
  }

  /** Writes an object with some of its references nulled. */
  private void fieldsWithout(Set<String> dropped, Object o, ObjectPlan plan) {
    Set<Long> offsets = Dropped.offsets(o.getClass(), dropped);
    table.need(ENTRY_BYTES);
    table.varint(plan.typeId);
    payload.need(plan.maxBytes);
    payload.primitives(o, plan.moves, plan.sizes);
    for (long offset : plan.references) {
      payload.reference(offsets.contains(offset) ? 0 : id(Raw.getReference(o, offset)));
    }
  }

  private void write(Object o, RecipeMeta recipe) {
    table.need(ENTRY_BYTES);
    table.varint(0);
    table.varint(recipes.size());
    recipes.add(recipe);
    described.accept(o, recipe);
    if (recipe.payloadType != 0) {
      ObjectPlan plan = plans.of(o.getClass());
      fields(o, plan);
    }
  }
}

package dev.district.core.heap;

import dev.district.core.files.ResourceCapture;
import dev.district.core.types.FieldPlan;
import dev.district.core.types.TypeTable;
import dev.district.core.values.Adapter;
import dev.district.core.values.Adapters;
import dev.district.core.values.Dropped;
import dev.district.core.values.PlatformNames;
import dev.district.core.values.Refusals;
import dev.district.core.values.Refusals.Refusal;
import dev.district.jdk.MarkWord;
import dev.district.jdk.Raw;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plan of each class, made when its first object is met. */
final class ObjectPlans {
  private static final int CACHE = 1 << 12;
  private static final FieldPlan NOTHING = new FieldPlan(new long[0], new byte[0], 0, new long[0]);

  private final TypeTable types;
  private final PlatformNames names;
  private final Map<Class<?>, ObjectPlan> plans = new IdentityHashMap<>();
  private final List<ObjectPlan> all = new ArrayList<>();
  private final @Nullable ObjectPlan[] cache = new ObjectPlan[CACHE];
  private @Nullable ObjectPlan latest;

  ObjectPlans(TypeTable types, PlatformNames names) {
    this.types = types;
    this.names = names;
  }

  ObjectPlan of(Class<?> type) {
    ObjectPlan plan = latest;
    if (plan != null && plan.type == type) {
      return plan;
    }
    int hash = MarkWord.peek(type);
    plan = hash > 0 ? cache[hash & CACHE - 1] : null;
    if (plan == null || plan.type != type) {
      plan = find(type);
      cache[System.identityHashCode(type) & CACHE - 1] = plan;
    }
    latest = plan;
    return plan;
  }

  List<ObjectPlan> all() {
    return all;
  }

  private ObjectPlan find(Class<?> type) {
    int typeId = types.id(type);
    ObjectPlan plan = plans.get(type);
    if (plan == null) {
      plan = make(type, typeId);
      plans.put(type, plan);
      all.add(plan);
    }
    return plan;
  }

  private ObjectPlan make(Class<?> type, int typeId) {
    int special = names.mayHave(type) ? ObjectPlan.NAMED : 0;
    if (type.isArray()) {
      return ObjectPlan.array(type, typeId, Raw.arrayBase(type), Raw.arrayScale(type), special);
    }
    Adapter adapter = Adapters.forClass(type);
    Refusal refusal = Refusals.of(type);
    special |= adapter == null ? 0 : ObjectPlan.ADAPTED;
    special |= refusal == null ? 0 : ObjectPlan.REFUSED;
    special |= Reference.class.isAssignableFrom(type) ? ObjectPlan.REFERENCE : 0;
    special |= Throwable.class.isAssignableFrom(type) ? ObjectPlan.THROWABLE : 0;
    special |= Dropped.concerns(type) ? ObjectPlan.DROPPING : 0;
    special |= ResourceCapture.concerns(type) ? ObjectPlan.RESOURCE : 0;
    FieldPlan fields = type == Class.class ? NOTHING : types.layOut(type);
    return ObjectPlan.fields(type, typeId, fields, special, adapter, refusal);
  }
}

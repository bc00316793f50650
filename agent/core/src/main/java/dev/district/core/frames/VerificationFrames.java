package dev.district.core.frames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * Stack map frames of a resume method. The receiver counts as initialised throughout: it is an
 * object that exists. So does the object whose constructor is in progress. Objects whose
 * constructor hasn't begun are made anew at the head of the resume method.
 */
final class VerificationFrames {
  private final MethodCode code;
  private final TypeState types;
  private final Map<Object, LabelNode> madeAtHead = new HashMap<>();

  VerificationFrames(MethodCode code, TypeState types) {
    this.code = code;
    this.types = types;
  }

  /** Notes the label of the {@code new} at the head that stands in for the original one. */
  void madeAtHead(Object type, LabelNode label) {
    madeAtHead.put(type, label);
  }

  boolean isMadeAtHead(Object type) {
    return madeAtHead.containsKey(type);
  }

  Set<Object> madeAtHead() {
    return madeAtHead.keySet();
  }

  /** The type a captured value has in the resume method. */
  Object resumed(Object type) {
    if (type == Opcodes.UNINITIALIZED_THIS) {
      return code.owner().name();
    }
    return type == types.initializing && type != null ? types.newType(type) : type;
  }

  List<Object> resumed(List<Object> original) {
    List<Object> result = new ArrayList<>(original.size());
    for (Object type : original) {
      result.add(resumed(type));
    }
    return result;
  }

  /**
   * A frame from types in which a long takes two entries.
   *
   * @param stateLocal local that holds the state array, or -1
   */
  FrameNode of(
      List<Object> locals,
      List<Object> operands,
      int stateLocal,
      Map<LabelNode, LabelNode> labels) {
    List<Object> slots = new ArrayList<>(locals);
    if (stateLocal >= 0) {
      while (slots.size() < stateLocal) {
        slots.add(Opcodes.TOP);
      }
      slots.add("[Ljava/lang/Object;");
    }
    return node(packed(slots, labels), packed(operands, labels));
  }

  /** The original frame as it is in a copy. */
  FrameNode copied(FrameNode frame, int copy, Map<LabelNode, LabelNode> labels) {
    return node(translated(frame.local, copy, labels), translated(frame.stack, copy, labels));
  }

  private List<Object> packed(List<Object> slots, Map<LabelNode, LabelNode> labels) {
    List<Object> result = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      result.add(translated(type, 0, labels));
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        i++;
      }
    }
    return result;
  }

  private List<Object> translated(
      @Nullable List<Object> original, int copy, Map<LabelNode, LabelNode> labels) {
    List<Object> result = new ArrayList<>();
    if (original != null) {
      for (Object type : original) {
        result.add(translated(type, copy, labels));
      }
    }
    return result;
  }

  private Object translated(Object type, int copy, Map<LabelNode, LabelNode> labels) {
    if (type == Opcodes.UNINITIALIZED_THIS) {
      return code.owner().name();
    }
    LabelNode place = null;
    if (type instanceof LabelNode node) {
      place = node;
    } else if (type instanceof Label label) {
      place = code.labelNode(label);
    }
    if (place == null) {
      return type;
    }
    LabelNode head = copy == 0 ? madeAtHead.get(place.getLabel()) : null;
    return head == null ? Objects.requireNonNull(labels.get(place)) : head;
  }

  private static FrameNode node(List<Object> locals, List<Object> operands) {
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), operands.size(), operands.toArray());
  }
}

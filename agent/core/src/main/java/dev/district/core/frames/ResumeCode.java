package dev.district.core.frames;

import dev.district.jdk.HiddenDefinitions;
import dev.district.jdk.Lookups;
import dev.district.jdk.Raw;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A resume method, generated and defined: {@code Object apply(Object state)} in a hidden class that
 * is a nestmate of the frame's class. The class implements {@link Function} so that one frame calls
 * the next by a plain interface call: no other frame stands between them, which a deep stack needs.
 */
final class ResumeCode {
  private final Class<?> resumeClass;
  private final Function<Object, Object> function;
  private final StateLayout layout;
  private final @Nullable Call call;

  private ResumeCode(
      Class<?> resumeClass,
      Function<Object, Object> function,
      StateLayout layout,
      @Nullable Call call) {
    this.resumeClass = resumeClass;
    this.function = function;
    this.layout = layout;
    this.call = call;
  }

  /** Defines the class of the generated method and makes it known to {@link ResumedFrames}. */
  static ResumeCode define(ResumeMethod method) {
    ResumeRequest request = method.request();
    Lookup lookup = Lookups.in(request.host());
    List<?> data = method.handles().classData();
    Class<?> type;
    try {
      type =
          data.isEmpty()
              ? lookup.defineHiddenClass(method.bytes(), false, ClassOption.NESTMATE).lookupClass()
              : lookup
                  .defineHiddenClassWithClassData(method.bytes(), data, false, ClassOption.NESTMATE)
                  .lookupClass();
      HiddenDefinitions.forget(type);
      method.handles().defined(type);
      @SuppressWarnings("unchecked")
      Function<Object, Object> function = (Function<Object, Object>) Raw.allocateInstance(type);
      ResumedFrames.register(type, method.table());
      return new ResumeCode(type, function, method.layout(), method.call());
    } catch (IllegalAccessException | LinkageError e) {
      throw new IllegalStateException("resume method of " + request.place(), e);
    }
  }

  Class<?> resumeClass() {
    return resumeClass;
  }

  /** Descriptor of what the inner link must return, {@code V} if its result isn't looked at. */
  String expectedResult() {
    return call == null ? "V" : call.returnDescriptor();
  }

  Link link(Frame frame, List<Object> monitors, Link inner) {
    return new Link(function, layout.fill(frame, monitors, inner.function(), inner.state()));
  }
}

package dev.district.image.fst;

import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import org.nustaq.serialization.FSTDefaultClassInstantiator;

/**
 * Makes carriers without running a constructor, and therefore looks for none: the default would
 * generate constructors for serialization through {@code sun.reflect}.
 */
final class CarrierInstantiator extends FSTDefaultClassInstantiator {
  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Constructor findConstructorForSerializable(Class type) {
    return null;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public @Nullable Constructor findConstructorForExternalize(Class type) {
    return null;
  }

  /**
   * Transient fields are left to whoever reads the section: no constructor runs for them either.
   */
  @Override
  @SuppressWarnings("rawtypes")
  public Object newInstance(
      Class type, @Nullable Constructor constructor, boolean hasTransient, boolean unsafe) {
    return super.newInstance(type, constructor, false, unsafe);
  }
}

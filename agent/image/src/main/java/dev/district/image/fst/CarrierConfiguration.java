package dev.district.image.fst;

import dev.district.image.meta.Carriers;
import org.nustaq.serialization.FSTClazzInfoRegistry;
import org.nustaq.serialization.FSTConfiguration;
import org.nustaq.serialization.FSTDecoder;

/**
 * An FST configuration that starts empty. {@code createDefaultConfiguration} would register some
 * sixty JDK classes and their serializers: each one more thing a hostile stream could make, and
 * each in need of {@code --add-opens}.
 */
final class CarrierConfiguration extends FSTConfiguration {
  private final CarrierRegistry registry;

  CarrierConfiguration() {
    super(null);
    registry = new CarrierRegistry();
    registry.setIgnoreAnnotations(true);
    setShareReferences(false);
    setInstantiator(new CarrierInstantiator());
    Class<?>[] known = Carriers.known();
    registry.allow(known);
    for (Class<?> type : known) {
      getClassRegistry().registerClass(type, this);
    }
  }

  @Override
  public FSTClazzInfoRegistry getCLInfoRegistry() {
    return registry;
  }

  @Override
  public FSTDecoder createStreamDecoder() {
    return new GuardedDecoder(this);
  }
}

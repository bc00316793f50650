package dev.district.image.fst;

import org.nustaq.serialization.FSTObjectOutputNoShared;

/** Writes one tree of carriers. */
final class CarrierOutput extends FSTObjectOutputNoShared {
  CarrierOutput(CarrierConfiguration configuration) {
    super(configuration);
  }

  /**
   * Takes away what the base class has left in the current thread, which may be one of the
   * application's.
   */
  void clearThread() {
    refsLocal.remove();
  }
}

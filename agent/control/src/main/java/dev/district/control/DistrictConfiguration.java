package dev.district.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where a district's own defaults come from; the store, in production. */
public interface DistrictConfiguration {
  /** A district without configuration. */
  DistrictConfiguration NONE =
      new DistrictConfiguration() {
        @Override
        public Map<String, String> of(Path home, String district) {
          return Map.of();
        }
      };

  /**
   * Option keys and values kept with a district; unknown keys are ignored. Empty when there is no
   * such district yet.
   */
  Map<String, String> of(Path home, String district) throws IOException;
}

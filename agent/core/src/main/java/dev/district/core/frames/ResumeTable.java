package dev.district.core.frames;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls of a resume method come from.
 *
 * @param type class of the original frame
 * @param method its method
 * @param descriptor its descriptor
 * @param originals byte offset in the resume method to byte offset in the original method, for each
 *     call
 */
record ResumeTable(
    Class<?> type, String method, String descriptor, Map<Integer, Integer> originals) {
  @Nullable Integer original(int bci) {
    return originals.get(bci);
  }
}

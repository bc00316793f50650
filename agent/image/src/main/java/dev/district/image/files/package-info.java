/**
 * Working sets: directories whose files belong to a district and roll back with it. What is in them
 * is taken down while the district stands still, and brought back before it runs again.
 *
 * <p>JDK only; the agent and the launcher share it.
 */
@NullMarked
package dev.district.image.files;

import org.jspecify.annotations.NullMarked;

/**
 * The object graph of an image as data: ids, types, contents, references. Defines no class and
 * makes no object of the application; whatever does not fit is an {@link
 * dev.district.image.ImageException}.
 */
@NullMarked
package dev.district.image.graph;

import org.jspecify.annotations.NullMarked;

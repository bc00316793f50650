/**
 * Objects that can't be copied field by field: each kind has an adapter that describes it and finds
 * or makes it again.
 */
@NullMarked
package dev.district.core.values;

import org.jspecify.annotations.NullMarked;

/** Classes of the image: which there are, what their fields are, where their bytes come from. */
@NullMarked
package dev.district.core.types;

import org.jspecify.annotations.NullMarked;

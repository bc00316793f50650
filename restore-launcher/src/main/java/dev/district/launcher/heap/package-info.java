/** What a person asks of the objects in an image: how many, how large, held by whom. */
@NullMarked
package dev.district.launcher.heap;

import org.jspecify.annotations.NullMarked;

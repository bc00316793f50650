/** The districts of this node in one picture. */
@NullMarked
package dev.district.launcher.map;

import org.jspecify.annotations.NullMarked;

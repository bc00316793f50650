/** This JVM as one member of a district of several. */
@NullMarked
package dev.district.core.membership;

import org.jspecify.annotations.NullMarked;

/** The members of a district together: restarted, kept alive, taken back to a checkpoint. */
@NullMarked
package dev.district.launcher.district;

import org.jspecify.annotations.NullMarked;

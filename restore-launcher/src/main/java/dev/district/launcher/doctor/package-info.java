/** Finds out whether this machine and its JDKs will do. */
@NullMarked
package dev.district.launcher.doctor;

import org.jspecify.annotations.NullMarked;

/** One class per verb of the command line. */
@NullMarked
package dev.district.launcher.command;

import org.jspecify.annotations.NullMarked;

/** JVMs in the foreground: how their command lines are read, changed, started and watched. */
@NullMarked
package dev.district.launcher.process;

import org.jspecify.annotations.NullMarked;

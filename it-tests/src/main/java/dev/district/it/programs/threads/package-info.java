/** Programs about threads, what they are called, hold and wait for. */
@NullMarked
package dev.district.it.programs.threads;

import org.jspecify.annotations.NullMarked;

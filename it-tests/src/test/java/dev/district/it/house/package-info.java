/** The rules of the house: which room may know which, how rooms are kept. */
@NullMarked
package dev.district.it.house;

import org.jspecify.annotations.NullMarked;

/** Integration tests: one class per theme; see docs/testing.md for the switches. */
@NullMarked
package dev.district.it;

import org.jspecify.annotations.NullMarked;

/**
 * Connections that lead to other districts: what is kept of them so that a rollback of one side is
 * only a pause for the other.
 */
@NullMarked
package dev.district.core.crossings;

import org.jspecify.annotations.NullMarked;

/**
 * A checkpoint of a district of several members. Whoever has the district's turn may make one: a
 * command of the launcher, or a member whose time has come. Nothing but the store and the open
 * connections knows of it, so that its maker may die at any instant.
 */
@NullMarked
package dev.district.control.round;

import org.jspecify.annotations.NullMarked;

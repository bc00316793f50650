/** Clients of real servers: outside of any district, and with a mind of their own. */
@NullMarked
package dev.district.it.servers;

import org.jspecify.annotations.NullMarked;

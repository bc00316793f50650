/**
 * The conversation between the launcher and the agents: options, exit codes, and a small framed
 * protocol over a Unix-domain socket.
 *
 * <p>This package runs inside the application's JVM too, and is therefore austere: the JDK only, no
 * logging, one thread, nothing that changes what the application sees.
 */
@NullMarked
package dev.district.control;

import org.jspecify.annotations.NullMarked;

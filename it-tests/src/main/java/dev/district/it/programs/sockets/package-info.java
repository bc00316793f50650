/** Sockets, channels and selectors, with both ends inside the program unless a class says so. */
@NullMarked
package dev.district.it.programs.sockets;

import org.jspecify.annotations.NullMarked;

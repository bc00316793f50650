/** Sockets, channels and selectors, with both ends inside the program unless a class says so. */
package dev.district.it.programs.sockets;

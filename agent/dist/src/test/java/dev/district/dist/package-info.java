/** Tests of the finished agent jar: what is in it, and how a JVM starts with it. */
@NullMarked
package dev.district.dist;

import org.jspecify.annotations.NullMarked;

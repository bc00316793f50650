/** A Spring Boot application, which is run from a jar that has its libraries nested in it. */
@NullMarked
package dev.district.it.real.spring;

import org.jspecify.annotations.NullMarked;

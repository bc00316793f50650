/** A Spring Boot application, which is run from a jar that has its libraries nested in it. */
package dev.district.it.real.spring;

/**
 * The few classes that woven code calls, defined in the boot loader so that every class of every
 * loader can see them.
 *
 * <p>Rules of this package: JDK only; no lambdas and no string concatenation (both link at run
 * time, possibly while a class of the JDK is being initialised); no logging; nothing here may keep
 * an application object alive longer than the application does.
 */
package dev.district.boot;

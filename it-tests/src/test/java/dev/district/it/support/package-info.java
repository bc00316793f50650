/** The support matrix: what the tests have shown, added up over many runs, and the page of it. */
package dev.district.it.support;

/** What the launcher shows: tables and progress for people, JSON for programs. */
@NullMarked
package dev.district.launcher.report;

import org.jspecify.annotations.NullMarked;

/**
 * Mains that start unmodified third-party servers the way a user of them would. All but one answer
 * the same question: how often a session has asked. The port is the first argument.
 */
@NullMarked
package dev.district.it.servers;

import org.jspecify.annotations.NullMarked;

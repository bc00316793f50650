package dev.district.jdk;

/**
 * One primitive slot of a frame.
 *
 * <p>In a {@link LiveFrame} it is raw: values of 32 bits or less in the low half with garbage
 * above, {@code long} and {@code double} whole in the second of their two slots. In a canonical
 * frame of {@code core.frames} it is clean: sign-extended, and at the first index.
 *
 * @param bits the value; floating point as its raw bits
 */
public record Slot(long bits) {}

/**
 * Frames of a thread in JVM terms: reading them from a live stack ({@link
 * dev.district.core.frames.FrameMapper}) and building a stack from them again with generated resume
 * methods ({@link dev.district.core.frames.ResumeChain}).
 */
@NullMarked
package dev.district.core.frames;

import org.jspecify.annotations.NullMarked;

package dev.district.core.crossings;

import dev.district.image.meta.SocketMeta;
import dev.district.jdk.KernelSocket;
import java.io.FileDescriptor;

/** A connection that leads out of the district, at a checkpoint. */
public record Candidate(FileDescriptor descriptor, KernelSocket kernel, SocketMeta meta) {}

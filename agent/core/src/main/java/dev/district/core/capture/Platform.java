package dev.district.core.capture;

import dev.district.image.meta.Manifest;
import dev.district.jdk.VmFlags;

/** The platform's part of an image's manifest. */
final class Platform {
  private static final int FORMAT_VERSION = 1;

  private Platform() {}

  static Manifest describe() {
    VmFlags flags = new VmFlags();
    Manifest manifest = new Manifest();
    manifest.formatVersion = FORMAT_VERSION;
    manifest.jdkFeature = Runtime.version().feature();
    manifest.vmVersion = System.getProperty("java.vm.version", "");
    manifest.vmVendor = System.getProperty("java.vm.vendor", "");
    manifest.gc = collector(flags);
    manifest.os = System.getProperty("os.name", "");
    manifest.arch = System.getProperty("os.arch", "");
    manifest.compressedOops = flag(flags, "UseCompressedOops");
    manifest.compressedClassPointers = flag(flags, "UseCompressedClassPointers");
    manifest.objectAlignment = (int) flags.getLong("ObjectAlignmentInBytes");
    manifest.pid = ProcessHandle.current().pid();
    return manifest;
  }

  private static String collector(VmFlags flags) {
    for (String name : new String[] {"G1", "Serial", "Parallel", "Z", "Shenandoah", "Epsilon"}) {
      if (flag(flags, "Use" + name + "GC")) {
        return name;
      }
    }
    return "unknown";
  }

  private static boolean flag(VmFlags flags, String name) {
    return flags.has(name) && flags.getBoolean(name);
  }
}

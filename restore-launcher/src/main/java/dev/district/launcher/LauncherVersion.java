package dev.district.launcher;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the launcher's jar. */
final class LauncherVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    @Nullable String version = Launcher.class.getPackage().getImplementationVersion();
    return new String[] {
      "restore-launcher " + (version == null ? "(not packaged)" : version),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}

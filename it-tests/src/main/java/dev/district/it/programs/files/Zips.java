package dev.district.it.programs.files;

import dev.district.it.programs.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Zip and jar files, opened in every way and half read. */
public final class Zips {
  private Zips() {}

  private static Path make(Path directory, int entries) throws IOException {
    Path file = directory.resolve("archive.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < entries; i++) {
        JarEntry entry = new JarEntry("entry" + i);
        entry.setTime(0);
        out.putNextEntry(entry);
        for (int line = 0; line < 20 * entries; line++) {
          out.write(
              ("line " + line + " of " + i + " " + line * i % 97 + "\n")
                  .getBytes(StandardCharsets.US_ASCII));
        }
        out.closeEntry();
      }
    }
    return file;
  }

  private static String read(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    return new String(bytes, StandardCharsets.US_ASCII).replace('\n', '/');
  }

  public static void main(String[] args) throws IOException {
    int steps = Pace.steps(args);
    Path file = make(Scratch.directory(), 5 + steps / 10);
    URL url = new URL("jar:" + file.toUri() + "!/entry3");
    try (ZipFile zip = new ZipFile(file.toFile());
        JarFile same = new JarFile(file.toFile());
        ZipInputStream stream = new ZipInputStream(Files.newInputStream(file));
        InputStream entry = zip.getInputStream(zip.getEntry("entry1"));
        InputStream ofUrl = url.openStream();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(same.getInputStream(same.getEntry("entry2"))))) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      stream.getNextEntry();
      stream.getNextEntry();
      for (int step = 0; step < steps; step++) {
        String name = entries.hasMoreElements() ? entries.nextElement().getName() : "entry4";
        String text;
        try (InputStream another = zip.getInputStream(zip.getEntry(name))) {
          another.skipNBytes(step * 5L);
          text = read(another, 9);
        }
        Pace.beat();
        System.out.println(
            "step "
                + step
                + ": "
                + name
                + " "
                + text
                + " "
                + read(entry, 11)
                + " "
                + lines.readLine()
                + " "
                + read(stream, 7)
                + " "
                + read(ofUrl, 5));
      }
      System.out.println("size " + same.size() + " " + zip.getName().equals(same.getName()));
    }
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      System.out.println("done: " + Files.size(zip.getPath("entry4")));
    }
  }
}

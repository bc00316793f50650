package dev.district.it.support;

import dev.district.it.harness.Feature;
import dev.district.it.harness.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The command behind {@code it-tests/bin/support-matrix}. */
final class SupportMatrix {
  private SupportMatrix() {}

  /** The directory of the record, then {@code page}, or {@code add}, the version, and reports. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    if (args[1].equals("page")) {
      System.out.write(page(directory).getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      return;
    }
    Ledger ledger = Ledger.load(directory);
    for (String report : Arrays.copyOfRange(args, 3, args.length)) {
      int added = ledger.add(Reports.read(Path.of(report)), args[2]);
      System.out.println(report + ": " + added + " results added");
    }
    ledger.save(directory);
  }

  /** The page of what is committed in the directory. */
  static String page(Path directory) throws IOException {
    return new Page(
            Claim.read(directory.resolve("cases.tsv")),
            Ledger.load(directory).entries(),
            Programs.names(),
            Feature.names())
        .text();
  }
}

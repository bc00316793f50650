package dev.district.launcher.report;

import java.util.ArrayList;
import java.util.List;

/** Rows with aligned columns; the first row is the heading. Columns of numbers lean right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] right;

  /** Begins with the heading; a name with a leading {@code >} makes its column lean right. */
  public Table(String... heading) {
    right = new boolean[heading.length];
    String[] names = heading.clone();
    for (int i = 0; i < names.length; i++) {
      right[i] = names[i].startsWith(">");
      names[i] = right[i] ? names[i].substring(1) : names[i];
    }
    rows.add(names);
  }

  public Table row(Object... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(cells.length + " cells in " + right.length + " columns");
    }
    String[] row = new String[cells.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = String.valueOf(cells[i]);
    }
    rows.add(row);
    return this;
  }

  /** The whole table, each line ended. */
  @Override
  public String toString() {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : GAP).append(right[i] ? pad + row[i] : row[i] + pad);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}

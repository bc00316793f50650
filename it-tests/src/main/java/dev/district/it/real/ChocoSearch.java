package dev.district.it.real;

import org.chocosolver.solver.Model;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.search.strategy.Search;
import org.chocosolver.solver.variables.IntVar;

/**
 * choco-solver looks for an optimal Golomb ruler: all differences between two marks are different,
 * and the ruler is as short as can be. Prints every better ruler and a line per 5000 search nodes.
 *
 * <p>Argument: scale, 1 for about half a minute (default 0.15).
 */
public final class ChocoSearch {
  private static final int MARKS = 12;
  private static final int NODES = 800_000;

  private ChocoSearch() {}

  public static void main(String[] args) {
    double scale = args.length > 0 ? Double.parseDouble(args[0]) : 0.15;
    Model model = new Model("golomb ruler");
    IntVar[] marks = model.intVarArray("mark", MARKS, 0, MARKS * MARKS);
    IntVar[] differences = new IntVar[MARKS * (MARKS - 1) / 2];
    model.arithm(marks[0], "=", 0).post();
    int pair = 0;
    for (int i = 0; i < MARKS; i++) {
      for (int j = i + 1; j < MARKS; j++) {
        differences[pair] = model.intVar("difference", 1, MARKS * MARKS);
        model.arithm(marks[j], "-", marks[i], "=", differences[pair++]).post();
      }
    }
    model.allDifferent(differences, "BC").post();
    model.setObjective(Model.MINIMIZE, marks[MARKS - 1]);
    Solver solver = model.getSolver();
    solver.setSearch(Search.inputOrderLBSearch(marks));
    solver.limitNode((long) (scale * NODES));
    solver.plugMonitor(new Progress(solver));
    int best = 0;
    long solutions = 0;
    while (solver.solve()) {
      best = marks[MARKS - 1].getValue();
      solutions++;
      StringBuilder ruler = new StringBuilder("ruler");
      for (IntVar mark : marks) {
        ruler.append(' ').append(mark.getValue());
      }
      System.out.println(ruler);
    }
    System.out.println(
        "done: "
            + solutions
            + " rulers, best "
            + best
            + ", "
            + solver.getNodeCount()
            + " nodes, "
            + solver.getBackTrackCount()
            + " backtracks, "
            + solver.getFailCount()
            + " failures");
  }

  private record Progress(Solver solver)
      implements org.chocosolver.solver.search.loop.monitors.IMonitorOpenNode {
    @Override
    public void afterOpenNode() {
      if (solver.getNodeCount() % 5_000 == 0) {
        System.out.println(solver.getNodeCount() + " nodes, depth " + solver.getCurrentDepth());
      }
    }
  }
}

package dev.district.it.real;

import java.util.Random;
import java.util.logging.LogManager;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Tribuo learns two classes of made-up points, by gradient descent and by trees in turn.
 *
 * <p>Argument: models (60).
 */
public final class TribuoTraining {
  private static final int POINTS = 1500;
  private static final int FEATURES = 8;

  private TribuoTraining() {}

  private static MutableDataset<Label> points() {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> points =
        new MutableDataset<>(new SimpleDataSourceProvenance("made up", labels), labels);
    Random random = new Random(1);
    for (int i = 0; i < POINTS; i++) {
      String[] names = new String[FEATURES];
      double[] values = new double[FEATURES];
      double side = 0;
      for (int feature = 0; feature < FEATURES; feature++) {
        names[feature] = "f" + feature;
        values[feature] = random.nextGaussian();
        side += values[feature] * (feature - 3);
      }
      points.add(new ArrayExample<>(new Label(side < 0 ? "left" : "right"), names, values));
    }
    return points;
  }

  public static void main(String[] args) {
    LogManager.getLogManager().reset();
    int models = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    MutableDataset<Label> points = points();
    long right = 0;
    for (int i = 0; i < models; i++) {
      Trainer<Label> trainer =
          i % 2 == 0
              ? new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.1), 5, i)
              : new CARTClassificationTrainer(6);
      Model<Label> model = trainer.train(points);
      int hits = 0;
      for (Example<Label> point : points) {
        String guess = model.predict(point).getOutput().getLabel();
        hits += guess.equals(point.getOutput().getLabel()) ? 1 : 0;
      }
      right += hits;
      System.out.println(i + " " + trainer.getClass().getSimpleName() + " " + hits);
    }
    System.out.println("done: " + right);
  }
}

package dev.district.it.programs.refused;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Draws into an image in memory, for which Java 2D keeps addresses of its native library. */
public final class Drawing {
  private Drawing() {}

  private record Canvas(BufferedImage image, Graphics2D graphics) implements Holding.Resource {
    @Override
    public int use(int step) {
      graphics.setColor(new Color(step, 2 * step % 256, 3 * step % 256));
      graphics.fillOval(step, step, 40, 30);
      return image.getRGB(step + 20, step + 15) & 0xff;
    }

    @Override
    public void close() {
      graphics.dispose();
    }
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("java.awt.headless", "true");
    Holding.run(
        args,
        () -> {
          BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
          Graphics2D graphics = image.createGraphics();
          graphics.setRenderingHint(
              RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
          return new Canvas(image, graphics);
        });
  }
}

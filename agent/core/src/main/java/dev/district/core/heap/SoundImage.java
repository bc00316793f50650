package dev.district.core.heap;

import dev.district.core.types.GeneratedClasses;
import dev.district.core.values.Adapters;
import dev.district.core.values.PlatformNames;
import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.graph.StructureCheck;
import dev.district.image.meta.RecipeMeta;
import dev.district.image.meta.RecipesMeta;

/**
 * The last look at an image before anything of it becomes a class: whether it hangs together, and
 * whether this agent knows every kind of recipe in it.
 */
public final class SoundImage {
  private SoundImage() {}

  /**
   * Returns if the image can be laid out.
   *
   * @throws ImageException naming the section and what doesn't fit
   */
  public static void check(ImageReader reader) throws ImageException {
    var ignored = StructureCheck.of(reader);
    for (RecipeMeta recipe : reader.metadata(Section.RECIPES, RecipesMeta.class).recipes) {
      boolean known =
          PlatformNames.isName(recipe)
              || GeneratedClasses.isKnown(recipe)
              || Adapters.ofKind(recipe.kind) != null;
      if (!known) {
        throw ImageException.corrupt(
            "recipe of unknown kind \"" + recipe.kind + '"', "image, section RECIPES", null);
      }
    }
  }
}

package dev.district.samples;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;

/**
 * A very small text adventure on standard input: go north, south, east or west; take; drop; look;
 * quit. Bring the lamp and the rope to the well.
 */
public final class Adventure {
  private enum Room {
    GARDEN("a garden behind a grey house"),
    KITCHEN("a kitchen that smells of thyme"),
    CELLAR("a cellar, very dark"),
    WELL("a meadow with a deep well");

    private final String text;

    Room(String text) {
      this.text = text;
    }
  }

  private enum Thing {
    LAMP,
    ROPE,
    CAT
  }

  private final Map<Thing, Room> places =
      new EnumMap<>(
          Map.of(Thing.LAMP, Room.KITCHEN, Thing.ROPE, Room.CELLAR, Thing.CAT, Room.GARDEN));
  private final Set<Thing> hands = EnumSet.noneOf(Thing.class);
  private Room here = Room.GARDEN;
  private int moves;

  public static void main(String[] args) {
    Adventure game = new Adventure();
    System.out.println(game.look());
    Scanner in = new Scanner(System.in);
    while (in.hasNextLine()) {
      String[] words = in.nextLine().trim().toLowerCase(Locale.ROOT).split(" +");
      if (words[0].equals("quit")) {
        break;
      }
      game.moves++;
      System.out.println(game.answer(words[0], words.length > 1 ? words[1] : ""));
    }
    boolean won =
        game.here == Room.WELL && game.hands.containsAll(EnumSet.of(Thing.LAMP, Thing.ROPE));
    System.out.println("done: " + game.moves + " moves, holding " + game.hands + ", won " + won);
  }

  private String answer(String verb, String noun) {
    return switch (verb) {
      case "go" -> go(noun);
      case "take" -> take(noun);
      case "drop" -> drop(noun);
      case "look" -> look();
      default -> "I don't know how to " + verb + ".";
    };
  }

  private String look() {
    StringBuilder text = new StringBuilder("You are in ").append(here.text).append('.');
    places.forEach(
        (thing, room) -> {
          if (room == here) {
            text.append(" There is a ").append(thing.name().toLowerCase(Locale.ROOT)).append('.');
          }
        });
    return text.toString();
  }

  private String go(String direction) {
    int step =
        switch (direction) {
          case "east" -> 1;
          case "west" -> -1;
          case "north" -> 2;
          case "south" -> -2;
          default -> 9;
        };
    int target = here.ordinal() + step;
    if (target < 0 || target >= Room.values().length) {
      return "There is no way " + direction + ".";
    }
    here = Room.values()[target];
    return look();
  }

  private String take(String noun) {
    for (Thing thing : Thing.values()) {
      if (thing.name().equalsIgnoreCase(noun) && places.remove(thing, here)) {
        hands.add(thing);
        return "You have the " + noun + ".";
      }
    }
    return "There is no " + noun + " here.";
  }

  private String drop(String noun) {
    for (Thing thing : Thing.values()) {
      if (thing.name().equalsIgnoreCase(noun) && hands.remove(thing)) {
        places.put(thing, here);
        return "You put the " + noun + " down.";
      }
    }
    return "You have no " + noun + ".";
  }
}

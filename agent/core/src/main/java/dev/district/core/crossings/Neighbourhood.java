package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.control.PeerPlace;
import dev.district.core.diag.Diagnostics;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The members of the other districts that live on this node, below the same directory.
 *
 * @param me this member
 * @param incarnation of its district
 */
record Neighbourhood(Path home, Peer me, long incarnation) {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Whoever has a socket there; it may be dead. */
  List<Peer> others() {
    List<Peer> others = new ArrayList<>();
    try (DirectoryStream<Path> districts = Files.newDirectoryStream(home)) {
      for (Path district : districts) {
        String name = district.getFileName().toString();
        if (!name.equals(me.district()) && !name.startsWith(".")) {
          others.addAll(members(name));
        }
      }
    } catch (IOException e) {
      Diagnostics.note("the other districts can't be seen", e);
    }
    return others;
  }

  private List<Peer> members(String district) {
    List<Peer> members = new ArrayList<>();
    Path directory = PeerPlace.directory(home, district);
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> sockets = Files.newDirectoryStream(directory)) {
        for (Path socket : sockets) {
          String member = PeerPlace.member(socket);
          if (!member.isEmpty()) {
            members.add(new Peer(district, member));
          }
        }
      } catch (IOException e) {
        Diagnostics.note("district " + district + " can't be seen", e);
      }
    }
    return members;
  }

  PeerChannel to(Peer peer) throws IOException {
    return PeerChannel.to(PeerPlace.of(home, peer.district(), peer.member()), PATIENCE);
  }

  Greeting greeting(String verb) {
    return new Greeting(verb, me, incarnation);
  }
}

package dev.district.core.crossings;

import dev.district.control.PeerChannel;
import dev.district.image.store.Districts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Who begins a conversation, and with what. An incarnation that is over must not be listened to: it
 * may have been suspended, and not know.
 *
 * @param incarnation of the asker's district
 */
record Greeting(String verb, Peer asker, long incarnation) {
  void writeTo(DataOutputStream out) throws IOException {
    out.writeUTF(verb);
    out.writeUTF(asker.district());
    out.writeUTF(asker.member());
    out.writeLong(incarnation);
  }

  static Greeting readFrom(DataInputStream in) throws IOException {
    return new Greeting(in.readUTF(), new Peer(in.readUTF(), in.readUTF()), in.readLong());
  }

  /** Refuses whom the asker's district has replaced. */
  void check(Path home) throws IOException {
    long current = Districts.at(home).open(asker.district()).incarnation();
    if (current != incarnation) {
      throw new IOException(
          asker + " of incarnation " + incarnation + " speaks, and " + current + " runs");
    }
  }

  /** Sends it with what follows. */
  void send(PeerChannel channel, Message.Content content) throws IOException {
    channel.send(
        Message.of(
            out -> {
              writeTo(out);
              content.writeTo(out);
            }));
  }
}

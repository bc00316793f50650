package dev.district.core.crossings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How far one side of a crossing is when it is to be resumed.
 *
 * @param writes how many bytes its program has written
 * @param reads how many it has read
 * @param unread how many more have come in
 * @param sentFrom position from which on what was written is kept
 * @param receivedFrom position from which on what was read is kept
 * @param outputEnded whether the program has ended its output
 * @param inputEnded whether the end of its input has come in
 * @param goesBack whether it has checkpoints that the connection is part of
 */
record Side(
    long writes,
    long reads,
    int unread,
    long sentFrom,
    long receivedFrom,
    boolean outputEnded,
    boolean inputEnded,
    boolean goesBack) {

  static Side of(Crossing crossing, byte[] unread) {
    Stream stream = crossing.stream();
    return new Side(
        stream.writes(),
        stream.reads(),
        unread.length,
        stream.sent().start(),
        stream.otherGoesBack() ? stream.received().start() : stream.reads(),
        crossing.outputEnded(),
        crossing.inputEnded(),
        crossing.goesBack());
  }

  /** How many bytes have come in. */
  long got() {
    return reads + unread;
  }

  /** Why the direction from the one to the other can't go on; empty if it can. */
  static String obstacle(Side sender, Side receiver) {
    if (sender.writes >= receiver.got()) {
      return sender.sentFrom <= receiver.got()
          ? ""
          : "bytes "
              + receiver.got()
              + " to "
              + sender.sentFrom
              + " are not kept any more by their sender";
    }
    if (receiver.receivedFrom > sender.writes) {
      return "bytes "
          + sender.writes
          + " to "
          + receiver.receivedFrom
          + " are not kept any more by their receiver";
    }
    return "";
  }

  /** How many of the bytes that came in the sender has not written yet, after its rollback. */
  long ahead(Side sender) {
    return Math.max(0, got() - sender.writes);
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeLong(writes);
    out.writeLong(reads);
    out.writeInt(unread);
    out.writeLong(sentFrom);
    out.writeLong(receivedFrom);
    out.writeBoolean(outputEnded);
    out.writeBoolean(inputEnded);
    out.writeBoolean(goesBack);
  }

  static Side readFrom(DataInputStream in) throws IOException {
    return new Side(
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean());
  }
}

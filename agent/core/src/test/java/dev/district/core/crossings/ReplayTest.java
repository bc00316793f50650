package dev.district.core.crossings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.jdk.KernelSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent again waits for what it was an answer to. */
class ReplayTest {
  private static final Peer PEER = new Peer("d", "m");
  private static final int PORT = 7;
  private static final int MOST_BYTES = 1 << 21;

  private final Steps steps = new Steps();
  private final Retention retention = new Retention(1 << 20, () -> {});
  private final List<Rejoining> all = new ArrayList<>();

  private static byte[] address(int port) {
    return ByteBuffer.allocate(16)
        .put((byte) KernelSocket.INET)
        .put((byte) 0)
        .putShort((short) port)
        .array();
  }

  private Rejoining connection(Stream stream) {
    Crossing crossing =
        new Crossing(
            address(PORT), address(PORT + 1), PEER, 1, KernelSocket.INET, 0, stream, retention);
    return new Rejoining(crossing, new byte[0]);
  }

  private static Side side(long writes, long reads) {
    return new Side(writes, reads, 0, 0, 0, false, false, true);
  }

  private Stream stream() {
    Stream stream = new Stream(0, 0, steps);
    stream.otherMayGoBack();
    return stream;
  }

  /** What the other side, which has written nothing yet, is told of two connections. */
  private Replay tell(Stream first, Stream second, Runnable whenOver) throws IOException {
    return tell(List.of(first, second), whenOver);
  }

  private Replay tell(List<Stream> streams, Runnable whenOver) throws IOException {
    for (Stream stream : streams) {
      Rejoining one = connection(stream);
      one.theirs = side(0, 0);
      all.add(one);
    }
    byte[] told = Message.of(out -> Replay.write(out, all));
    assertThat(told.length).isLessThan(MOST_BYTES);
    List<Rejoining> there = new ArrayList<>();
    for (Stream stream : streams) {
      Rejoining one = connection(new Stream(0, 0, new Steps()));
      one.theirs = side(stream.writes(), stream.reads());
      there.add(one);
    }
    all.clear();
    all.addAll(there);
    return Replay.read(Message.in(told), there, whenOver);
  }

  private static void read(Stream stream, int length) {
    long address = dev.district.jdk.Raw.allocateMemory(length);
    stream.read(address, length);
    dev.district.jdk.Raw.freeMemory(address);
  }

  private static void write(Stream stream, int length) {
    long address = dev.district.jdk.Raw.allocateMemory(length);
    stream.written(address, length);
    dev.district.jdk.Raw.freeMemory(address);
  }

  @Test
  void anAnswerWaitsForItsQuestionOnWhateverConnection() throws IOException {
    Stream first = stream();
    Stream second = stream();
    write(first, 3);
    read(second, 10);
    write(first, 5);
    List<String> over = new ArrayList<>();
    Replay replay = tell(first, second, () -> over.add("over"));
    replay.begin(Map.of());
    assertThat(replay.isOn()).isTrue();
    replay.wrote(all.get(1).crossing, 9);
    assertThat(over).isEmpty();
    replay.wrote(all.get(1).crossing, 10);
    assertThat(over).containsExactly("over");
    assertThat(replay.isOn()).isFalse();
  }

  /** Each answers the one before: what is told grows with the bytes, not with their causes. */
  @Test
  void manyConnectionsGoRoundInOrder() throws IOException {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      streams.add(stream());
    }
    int rounds = 40;
    for (int i = 0; i < rounds * streams.size(); i++) {
      read(streams.get(i % streams.size()), 1);
      write(streams.get(i % streams.size()), 1);
    }
    List<String> over = new ArrayList<>();
    Replay replay = tell(streams, () -> over.add("over"));
    replay.begin(Map.of());
    for (int round = 1; round <= rounds; round++) {
      for (Rejoining one : all) {
        assertThat(over).isEmpty();
        replay.wrote(one.crossing, round);
      }
    }
    assertThat(over).containsExactly("over");
  }

  @Test
  void whoeverHasNothingToWriteAgainHasCaughtUp() throws IOException {
    Stream first = stream();
    write(first, 100);
    List<String> over = new ArrayList<>();
    tell(first, stream(), () -> over.add("over")).begin(Map.of());
    assertThat(over).containsExactly("over");
  }

  @Test
  void whatIsClosedIsNotWaitedFor() throws IOException {
    Stream first = stream();
    read(first, 10);
    write(first, 5);
    List<String> over = new ArrayList<>();
    Replay replay = tell(first, stream(), () -> over.add("over"));
    replay.begin(Map.of());
    replay.wrote(all.get(0).crossing, Long.MAX_VALUE);
    assertThat(over).containsExactly("over");
  }
}

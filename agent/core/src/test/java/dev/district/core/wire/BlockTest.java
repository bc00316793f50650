package dev.district.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.district.image.meta.Bytes;
import dev.district.jdk.KernelSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BlockTest {
  private static final int MANY = 5_000_000;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  @Test
  void whatIsAppendedIsThere() {
    byte[] bytes = random(MANY);
    try (Block block = new Block();
        Block all = Block.of(new byte[] {1, 2})) {
      for (int at = 0; at < MANY; at += 777) {
        block.append(slice(bytes, at, Math.min(MANY, at + 777)));
      }
      assertThat(block.length()).isEqualTo(MANY);
      assertThat(Block.array(block)).isEqualTo(bytes);
      all.append(block, MANY - 100_000);
      assertThat(slice(Block.array(all), 2, 100_002)).isEqualTo(slice(bytes, MANY - 100_000, MANY));
      assertThat(all.length()).isEqualTo(100_002);
    }
  }

  @Test
  void nothingIsNothing() {
    try (Block empty = new Block()) {
      assertThat(empty.length()).isZero();
      assertThat(empty.chunks()).isEmpty();
      assertThat(Block.array(Bytes.NONE)).isEmpty();
      assertThat(Block.from(Bytes.NONE).length()).isZero();
      assertThat(Block.from(empty)).isSameAs(empty);
    }
  }

  @Test
  void isMadeOfASection() {
    ByteBuffer section = ByteBuffer.allocateDirect(3_000_000);
    byte[] bytes = random(3_000_000);
    section.put(bytes).flip().position(10);
    Bytes.Source source =
        most -> {
          int length = (int) Math.min(most, 4321);
          ByteBuffer some = section.duplicate();
          some.limit(some.position() + length);
          section.position(some.limit());
          return some;
        };
    try (Block block = Block.make(2_000_000, source)) {
      assertThat(Block.array(block)).isEqualTo(slice(bytes, 10, 2_000_010));
    }
    assertThat(section.position()).isEqualTo(2_000_010);
  }

  @Test
  void everybodyWhoSharesItClosesIt() {
    Block block = Block.of(new byte[] {1, 2, 3});
    Block same = block.share();
    block.close();
    assertThat(Block.array(same)).containsExactly(1, 2, 3);
    same.close();
    assertThatThrownBy(same::chunks).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(same::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> same.append(new byte[1])).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void goesThroughASocket() {
    KernelSocket[] pair = Dialling.anywhere(KernelSocket.INET);
    byte[] bytes = random(MANY);
    try (Block out = Block.of(bytes);
        Block in = new Block()) {
      long sent = out.send(pair[0], 0);
      while (!pair[1].hasInput()) {
        Thread.onSpinWait();
      }
      try (Block seen = Block.peek(pair[1])) {
        assertThat(seen.length()).isPositive();
        assertThat(Block.array(seen)).isEqualTo(slice(bytes, 0, (int) seen.length()));
      }
      assertThat(in.receive(pair[1], 1000)).isEqualTo(1000);
      while (in.length() < MANY) {
        sent += out.send(pair[0], sent);
        in.receive(pair[1], MANY - in.length());
      }
      assertThat(Block.array(in)).isEqualTo(bytes);
      assertThat(in.receive(pair[1])).isZero();
    }
    pair[0].close();
    pair[1].close();
  }
}

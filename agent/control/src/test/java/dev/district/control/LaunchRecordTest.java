package dev.district.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchRecordTest {
  private static final LaunchRecord RECORD =
      new LaunchRecord(
          Path.of("/home/u/work"),
          "lib/a.jar:lib/b.jar",
          List.of("java", "-Xmx1g", "org.example.Main", "first argument", ""));

  @Test
  void layoutIsPinned() {
    assertThat(new String(RECORD.render(), UTF_8))
        .isEqualTo(
            """
            district-launch-record 1
            directory /home/u/work
            class-path lib/a.jar:lib/b.jar
            word java
            word -Xmx1g
            word org.example.Main
            word first argument
            word\s
            crc32 36372af3
            """);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatIsWrittenIsRead(long seed) {
    Random random = new Random(seed);
    String characters = "a \\\n\ré=\"'\t";
    for (int i = 0; i < 300; i++) {
      List<String> words = new ArrayList<>(List.of("java"));
      for (int j = random.nextInt(5); j > 0; j--) {
        StringBuilder word = new StringBuilder();
        for (int k = random.nextInt(9); k > 0; k--) {
          word.append(characters.charAt(random.nextInt(characters.length())));
        }
        words.add(word.toString());
      }
      LaunchRecord record = new LaunchRecord(Path.of("/a b\n"), words.get(words.size() - 1), words);
      assertThat(LaunchRecord.parse(record.render())).isEqualTo(record);
    }
  }

  @Test
  void anyFlippedBitIsRefused() {
    byte[] bytes = RECORD.render();
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] damaged = bytes.clone();
      damaged[i / 8] ^= (byte) (1 << (i % 8));
      assertThatThrownBy(() -> LaunchRecord.parse(damaged))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

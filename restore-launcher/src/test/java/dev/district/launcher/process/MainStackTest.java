package dev.district.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainStackTest {
  private static ThreadsMeta main(int frames) {
    ThreadMeta main = new ThreadMeta();
    main.main = true;
    main.frames = new FrameMeta[frames];
    ThreadMeta other = new ThreadMeta();
    other.frames = new FrameMeta[100_000];
    ThreadsMeta threads = new ThreadsMeta();
    threads.threads = new ThreadMeta[] {main, other};
    return threads;
  }

  @Test
  void coldCodeNeedsRoomBeforeAnyDepth() {
    assertThat(MainStack.options(main(0), List.of("-Xss2m"), "amd64"))
        .containsExactly("-Xss8192k", "-XX:ThreadStackSize=2048");
  }

  @Test
  void otherThreadsKeepTheSizeTheyHad() {
    assertThat(MainStack.options(main(1000), List.of(), "amd64"))
        .containsExactly("-Xss8096k", "-XX:ThreadStackSize=1024");
    assertThat(MainStack.options(main(1000), List.of("-Xss1m", "-Xss512k"), "aarch64"))
        .containsExactly("-Xss6048k", "-XX:ThreadStackSize=512");
    assertThat(MainStack.options(main(1000), List.of("-XX:ThreadStackSize=300"), "riscv"))
        .containsExactly("-Xss5200k", "-XX:ThreadStackSize=300");
  }

  @Test
  void whatIsNotKnownIsLeftAlone() {
    assertThat(MainStack.options(main(1000), List.of(), "riscv")).isEmpty();
    assertThat(MainStack.options(main(1000), List.of("-Xss"), "amd64")).isEmpty();
  }
}

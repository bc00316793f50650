package dev.district.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What members tell each other, and what each makes of it. */
@EnabledOnOs(OS.LINUX)
class EndsTest {
  private static final Endpoint SERVER = new Endpoint("7f000001", 80);
  private static final Endpoint CLIENT = new Endpoint("7f000001", 40_000);
  private static final Endpoint OTHER = new Endpoint("7f000001", 40_001);

  private static End end(Endpoint local, Endpoint remote, boolean unsettled, boolean ended) {
    return new End(new Tuple(local, remote), -1, 5, 5, unsettled, /* shut= */ false, ended);
  }

  private static End listening(int waiting) {
    return new End(
        new Tuple(SERVER, new Endpoint("-", 0)),
        waiting,
        0,
        0,
        /* unsettled= */ false,
        /* shut= */ false,
        /* ended= */ false);
  }

  private static Ends told(List<End> a, List<End> b) {
    return Ends.decode(Map.of("a", Ends.encode(a), "b", Ends.encode(b)));
  }

  @Test
  void whatIsToldIsRead() {
    End end = end(CLIENT, SERVER, /* unsettled= */ true, /* ended= */ false);
    assertThat(end.encode()).isEqualTo("7f000001 40000 7f000001 80 -1 5 5 true false false");
    assertThat(End.decode(end.encode())).isEqualTo(end);
    assertThat(End.decode(listening(3).encode())).isEqualTo(listening(3));
  }

  @Test
  void mirroredAddressesAreOneConnection() {
    End near = end(CLIENT, SERVER, /* unsettled= */ true, /* ended= */ false);
    End far = end(SERVER, CLIENT, /* unsettled= */ false, /* ended= */ false);
    Ends ends = told(List.of(near), List.of(far));
    assertThat(ends.other(near.tuple())).isEqualTo(new Ends.Far("b", far));
    assertThat(ends.concerned()).containsExactly("a", "b");
  }

  @Test
  void nobodyIsConcernedWhenAllHasArrived() {
    Ends ends =
        told(
            List.of(end(CLIENT, SERVER, /* unsettled= */ false, /* ended= */ false)),
            List.of(end(SERVER, CLIENT, /* unsettled= */ false, /* ended= */ false)));
    assertThat(ends.concerned()).isEmpty();
  }

  @Test
  void countsThatDifferAreUnsettled() {
    End near = end(CLIENT, SERVER, /* unsettled= */ false, /* ended= */ false);
    End far =
        new End(
            new Tuple(SERVER, CLIENT),
            -1,
            5,
            4,
            /* unsettled= */ false,
            /* shut= */ false,
            /* ended= */ false);
    assertThat(told(List.of(near), List.of(far)).concerned()).containsExactly("a", "b");
  }

  @Test
  void whoIsNobodysYetWaits() {
    End waiting = end(CLIENT, SERVER, /* unsettled= */ false, /* ended= */ false);
    End closed = end(OTHER, SERVER, /* unsettled= */ false, /* ended= */ true);
    Ends ends = told(List.of(waiting, closed), List.of(listening(1)));
    assertThat(ends.clientsOf(listening(1))).containsExactly(new Ends.Far("a", waiting));
    assertThat(ends.waitsAt(waiting.tuple())).hasSize(1);
    assertThat(ends.waitsAt(closed.tuple())).isEmpty();
    assertThat(ends.concerned()).containsExactly("a", "b");
  }

  @Test
  void anotherNetworkIsAnotherWorld() {
    String mine =
        Ends.encode(List.of(end(CLIENT, SERVER, /* unsettled= */ true, /* ended= */ false)));
    String there =
        "net:[1]\n" + end(SERVER, CLIENT, /* unsettled= */ false, /* ended= */ false).encode();
    Ends ends = Ends.decode(Map.of("a", mine, "b", there));
    assertThat(ends.other(new Tuple(CLIENT, SERVER))).isNull();
  }
}

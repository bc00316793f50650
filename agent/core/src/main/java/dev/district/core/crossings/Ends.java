package dev.district.core.crossings;

import dev.district.core.wire.Endpoint;
import dev.district.core.wire.Tuple;

/** Whom a crossing connects: what never changes about it. */
class Ends {
  final Tuple tuple;
  final Peer peer;
  final int domain;
  private final byte[] local;
  private final byte[] remote;
  private final long nonce;

  Ends(byte[] local, byte[] remote, Peer peer, long nonce, int domain) {
    this.local = local;
    this.remote = remote;
    this.tuple = new Tuple(Endpoint.of(local), Endpoint.of(remote));
    this.peer = peer;
    this.nonce = nonce;
    this.domain = domain;
  }

  /** The addresses that the program knows. */
  byte[] local() {
    return local;
  }

  byte[] remote() {
    return remote;
  }

  long nonce() {
    return nonce;
  }
}

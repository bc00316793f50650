package dev.district.it.programs.crossings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;

/** Transport layer security by an engine of the JDK's. */
final class Tls implements Codec {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final char[] PASSWORD = "secret".toCharArray();

  private final SSLEngine engine;

  Tls(SSLContext context, boolean client) {
    engine = context.createSSLEngine();
    engine.setUseClientMode(client);
  }

  /** Keys and trust from a file. */
  static SSLContext context(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @Override
  public void wrap(ByteBuffer plain, ByteBuffer wire) throws IOException {
    while (isToSpeak() || !isShakingHands() && plain.hasRemaining()) {
      SSLEngineResult result = engine.wrap(isToSpeak() ? NOTHING : plain, wire);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        return;
      }
      work();
    }
  }

  @Override
  public void unwrap(ByteBuffer wire, ByteBuffer plain) throws IOException {
    work();
    while (wire.hasRemaining() && !isToSpeak()) {
      SSLEngineResult result = engine.unwrap(wire, plain);
      if (result.getStatus() != SSLEngineResult.Status.OK) {
        return;
      }
      work();
    }
  }

  private boolean isToSpeak() {
    return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
  }

  private boolean isShakingHands() {
    HandshakeStatus status = engine.getHandshakeStatus();
    return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
  }

  private void work() throws IOException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && engine.getSession().getCipherSuite().endsWith("NULL")) {
      engine.beginHandshake();
    }
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      Runnable task = engine.getDelegatedTask();
      if (task != null) {
        task.run();
      }
    }
  }
}

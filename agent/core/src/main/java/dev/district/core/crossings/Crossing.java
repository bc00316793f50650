package dev.district.core.crossings;

import dev.district.boot.Taps;
import dev.district.core.diag.Diagnostics;
import dev.district.core.wire.Refills;
import dev.district.image.meta.CrossingMeta;
import dev.district.jdk.KernelSocket;
import dev.district.jdk.SocketObject;
import java.io.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a member of another district, from this side. Positions count the bytes of
 * either direction from the connection's beginning, whatever sockets have carried them.
 *
 * <p>What the program writes is kept as long as the other side may go back to before it has got it;
 * what the program has read, as long as the other side may go back to before it has sent it, and
 * will send it again. After a rollback of this side, the program's first bytes are compared with
 * those that the other side has got already: they are swallowed, or the connection breaks.
 *
 * <p>The program's threads come in through {@link Taps.Tap}. The agent replaces the socket only
 * while none of them runs.
 */
final class Crossing extends Ends implements Taps.Tap {
  private static final long UNAVAILABLE = -2;
  private static final int SWALLOWED_AT_ONCE = 1 << 16;
  private static final long TRIMMED_AT = 1 << 20;

  private final Retention retention;
  private final Stream stream;
  private int[] options = {};

  private volatile State state;
  private String reason = "";
  private int number;
  private String identity;
  private @Nullable FileDescriptor descriptor;
  private @Nullable Quiet quiet;
  private @Nullable Replay replay;
  private Refills.Sending sending = () -> 0;

  private final Counting counting = new Counting();

  /** Whether the input has ended because the other side's program wanted it. */
  private boolean inputEnded;

  private boolean outputEnded;

  /** What the program has not been told, because it might only mean that the other side is away. */
  private @Nullable IOException failed;

  private volatile boolean subscribed;
  private volatile boolean goesBack;

  /** Why the end of the connection is the program's to see; empty if it isn't. */
  private String passing = "";

  /** How much the program had read when the quiet connection was made. */
  private long readsWhenHeld;

  /** Since when the other side is away, as {@code System.nanoTime}. */
  private long heldSince;

  Crossing(
      byte[] local,
      byte[] remote,
      Peer peer,
      long nonce,
      int domain,
      int number,
      Stream stream,
      Retention all) {
    super(local, remote, peer, nonce, domain);
    this.number = number;
    this.identity = Descriptors.identity(number);
    this.stream = stream;
    this.retention = all;
    this.state = State.LIVE;
  }

  @Override
  public synchronized long beforeWrite(long address, int count, boolean vector) throws IOException {
    if (state == State.BROKEN && passing.isEmpty()) {
      throw broken();
    }
    boolean isMuch = count > 0 && stream.expects() > 0;
    Quiet standIn = quiet;
    if (state == State.HELD && standIn != null && !isMuch) {
      standIn.fill(kernel());
    }
    if (state == State.SUSPECT || state == State.HELD && !isMuch || sending.left() > 0) {
      return UNAVAILABLE;
    }
    return isMuch ? swallow(Memory.copy(address, count, vector, SWALLOWED_AT_ONCE)) : Taps.PROCEED;
  }

  /** What the other side has got already is not sent. */
  private long swallow(byte[] next) throws IOException {
    int swallowed = stream.swallow(next);
    if (swallowed < 0) {
      breakOff("what was written again differs from before at byte " + stream.differs());
      retention.changed(this);
      throw broken();
    }
    counting.swallowed(swallowed);
    Replay catchingUp = replay;
    if (catchingUp != null) {
      catchingUp.wrote(this, stream.writes());
    }
    return swallowed;
  }

  private IOException broken() {
    return new java.net.SocketException("Connection reset: " + reason);
  }

  @Override
  public synchronized void written(long address, boolean vector, long done) {
    Memory.each(address, vector, done, stream::written);
    if (!stream.otherGoesBack() && stream.sent().size() > TRIMMED_AT) {
      stream.sent().trim(arrived());
    }
    retention.grown(this);
  }

  /** Up to where the other side's kernel has got what was written. */
  private long arrived() {
    return stream.writes() - sending.left() - kernel().unsent();
  }

  @Override
  public synchronized void read(long address, boolean vector, long done) {
    Memory.each(address, vector, done, stream::read);
    retention.grown(this);
  }

  @Override
  public synchronized void ending() {
    outputEnded = true;
  }

  @Override
  public boolean hides(@Nullable IOException failure) throws IOException {
    synchronized (this) {
      if (!passing.isEmpty()) {
        return passOn(failure);
      }
      if (failure == null && inputEnded || state == State.CLOSED) {
        return false;
      }
      if (state == State.BROKEN) {
        throw broken();
      }
      if (failure != null) {
        failed = failure;
      }
      if (state == State.LIVE) {
        state = State.SUSPECT;
        retention.changed(this);
      }
    }
    Table.breathe();
    return true;
  }

  /** The kernel tells of a failure once; it has been told when it was not to be seen yet. */
  private boolean passOn(@Nullable IOException failure) throws IOException {
    IOException before = failed;
    failed = null;
    if (failure == null && before != null) {
      throw before;
    }
    return false;
  }

  /** Whether its end would not be the program's to see. */
  synchronized boolean isWatched() {
    return passing.isEmpty()
        && !inputEnded
        && (state == State.LIVE || state == State.SUSPECT)
        && (descriptor == null || SocketObject.number(descriptor) == number);
  }

  /** The connection has ended; whether that is still to be found out about. */
  boolean isLost() {
    synchronized (this) {
      if (isWatched() && state == State.LIVE) {
        state = State.SUSPECT;
        retention.changed(this);
      }
      return state == State.SUSPECT && passing.isEmpty();
    }
  }

  KernelSocket kernel() {
    return new KernelSocket(number);
  }

  synchronized State state() {
    if (state != State.BROKEN && state != State.CLOSED && !isOpen()) {
      state = State.CLOSED;
      letQuietGo();
      leaveReplay();
    }
    return state;
  }

  boolean isOpen() {
    FileDescriptor known = descriptor;
    return (known == null || SocketObject.number(known) == number)
        && Descriptors.identity(number).equals(identity);
  }

  synchronized boolean isAt(FileDescriptor other) {
    return descriptor == other;
  }

  /** Whether a descriptor object that is in no table is this one's. */
  synchronized boolean claims(FileDescriptor other) {
    if (descriptor == null
        && SocketObject.number(other) == number
        && state != State.BROKEN
        && Descriptors.identity(number).equals(identity)) {
      descriptor = other;
      return true;
    }
    return false;
  }

  synchronized @Nullable FileDescriptor descriptor() {
    return descriptor;
  }

  synchronized void descriptor(@Nullable FileDescriptor known) {
    descriptor = known;
  }

  int number() {
    return number;
  }

  Stream stream() {
    return stream;
  }

  synchronized boolean keeps() {
    return state != State.BROKEN && stream.keeps();
  }

  /** Whether the other side knows that this one commits checkpoints. */
  boolean isSubscribed() {
    return subscribed;
  }

  void subscribed() {
    subscribed = true;
    goesBack = true;
  }

  /** Whether this side has checkpoints that it is part of. */
  boolean goesBack() {
    return goesBack;
  }

  synchronized String reason() {
    return reason.isEmpty() ? passing : reason;
  }

  synchronized long heldSince() {
    return heldSince;
  }

  synchronized boolean inputEnded() {
    return inputEnded;
  }

  /** The other side's program has ended its output, or closed the connection. */
  synchronized void end() {
    if (failed != null) {
      letPass("closed by the other side");
      return;
    }
    inputEnded = true;
    if (state == State.SUSPECT) {
      state = State.LIVE;
    }
  }

  /** As the image says. */
  synchronized void wasEnded(boolean input, boolean output) {
    inputEnded = input;
    outputEnded = output;
  }

  /**
   * Whatever ends the connection now is the program's to see. What the other side has got already
   * must not be sent to it once more: while the program is expected to write it again, the
   * connection breaks.
   */
  synchronized void letPass(String why) {
    if (state == State.BROKEN && !reason.isEmpty()) {
      return;
    }
    if (stream.expects() > 0) {
      breakOff(why);
      return;
    }
    passing = why;
    tell(why);
    if (state == State.SUSPECT) {
      state = State.BROKEN;
    } else if (state == State.HELD) {
      breakOff(why);
    }
    stream.forget();
  }

  /** The other side has lost the connection; the program here may not have used it since. */
  synchronized void suspect() {
    if (state() == State.LIVE && passing.isEmpty()) {
      state = State.SUSPECT;
    }
  }

  /** Nobody will ask for it any more. */
  synchronized void forget() {
    stream.forget();
    retention.grown(this);
  }

  /** The program finds a broken connection from now on. */
  synchronized void breakOff(String why) {
    if (state == State.BROKEN || state == State.CLOSED) {
      return;
    }
    boolean live = quiet == null;
    reason = why;
    tell(why);
    state = State.BROKEN;
    stream.forget();
    leaveReplay();
    Quiet standIn = quiet;
    quiet = null;
    if (standIn != null) {
      standIn.reset();
    } else if (live && isOpen()) {
      kernel().shutdownInput();
      kernel().shutdownOutput();
    }
  }

  private void tell(String why) {
    Diagnostics.note("the connection " + this + " is not kept any more: " + why, null);
  }

  private void leaveReplay() {
    Replay catchingUp = replay;
    replay = null;
    if (catchingUp != null) {
      catchingUp.wrote(this, Long.MAX_VALUE);
    }
  }

  private void letQuietGo() {
    Quiet standIn = quiet;
    quiet = null;
    if (standIn != null) {
      standIn.close();
    }
  }

  /** Whether the program has ended its output. */
  synchronized boolean outputEnded() {
    return outputEnded || state() == State.CLOSED;
  }

  /**
   * Lets a quiet connection stand in. The world stands still.
   *
   * @param since when the other side went away
   */
  synchronized void hold(long since, Swap swap) throws IOException {
    if (!agrees()) {
      return;
    }
    heldSince = since;
    options = kernel().options();
    byte[] unread = kernel().peek();
    standIn(Quiet.make(domain, unread, inputEnded), swap);
    replay = null;
    failed = null;
    state = State.HELD;
  }

  /**
   * The same where the connection has ended and nobody knows why yet: all that lead to one member
   * come back together, because what is sent through one may depend on another.
   */
  synchronized void holdIfLost(Swap swap) throws IOException {
    State now = state();
    if (now == State.SUSPECT || now == State.LIVE && !kernel().isConnected()) {
      hold(System.nanoTime(), swap);
    }
  }

  /** A restored connection whose program end is the given socket. */
  synchronized void heldBy(Quiet standIn, int[] wanted, long since) {
    options = wanted;
    goesBack = true;
    quiet = standIn;
    readsWhenHeld = stream.reads();
    number = standIn.near().number();
    identity = Descriptors.identity(number);
    heldSince = since;
    state = State.HELD;
  }

  /**
   * The program is to write again what the other side has got, before the connection goes on. The
   * world stands still.
   *
   * @return what stands in meanwhile; null if it is broken or closed
   */
  synchronized @Nullable Quiet catchUp(Rejoining how, Replay next, Swap swap) throws IOException {
    if (state != State.HELD) {
      return null;
    }
    expect(how.expected, how.mine, how.theirs);
    replay = next;
    Quiet open = Quiet.open(domain, how.unread, inputEnded);
    letQuietGo();
    standIn(open, swap);
    return open;
  }

  private void standIn(Quiet one, Swap swap) throws IOException {
    identity = swap.replace(number, one.near());
    if (outputEnded) {
      kernel().shutdownOutput();
    }
    quiet = one;
    readsWhenHeld = stream.reads();
  }

  private void expect(byte[] expected, Side mine, Side theirs) {
    if (theirs.goesBack()) {
      stream.otherMayGoBack();
    }
    boolean rolledBack = theirs.got() > mine.writes();
    stream.expect(expected, theirs.inputEnded() && (rolledBack || !mine.outputEnded()));
  }

  /**
   * Gets ready for {@link #resume}: what the other side has got and this side's program will write
   * again is expected; what is sent again is kept again.
   *
   * @param unread what the other side has got, but its program has not read
   * @param expected what it has got beyond what this side has written
   * @return what is to be sent before the program writes
   */
  synchronized byte[] getReady(byte[] unread, byte[] expected, Side mine, Side theirs) {
    expect(expected, mine, theirs);
    if (theirs.got() > mine.writes()) {
      return unread;
    }
    byte[] more = stream.sent().copy(theirs.got(), mine.writes());
    byte[] again = java.util.Arrays.copyOf(unread, unread.length + more.length);
    System.arraycopy(more, 0, again, unread.length, more.length);
    stream.keepAgain(again);
    return again;
  }

  /** What has come in beyond what the other side has written, after its rollback. */
  synchronized byte[] incoming(Side theirs, byte[] unread) throws IOException {
    byte[] all = stream.incoming(theirs.writes(), unread);
    if (all == null) {
      throw new IOException("what was received from byte " + theirs.writes() + " on is not kept");
    }
    return all;
  }

  /**
   * Bytes flow again, through another socket, unless it broke meanwhile. The world stands still.
   */
  synchronized void resume(KernelSocket socket, byte[] again, Swap swap) throws IOException {
    if (state != State.HELD) {
      socket.close();
      return;
    }
    boolean shut = outputEnded();
    replay = null;
    letQuietGo();
    identity = swap.replace(number, socket);
    counting.resume(kernel(), stream, again.length);
    kernel().options(options);
    sending = Refills.INSTANCE.send(descriptor, kernel(), again, shut);
    state = State.LIVE;
    retention.grown(this);
  }

  /** Sends again what was taken out of the connection. The world stands still. */
  synchronized void sendAgain(byte[] bytes) {
    counting.swallowed(-bytes.length);
    stream.keepAgain(bytes);
    sending = Refills.INSTANCE.send(descriptor, kernel(), bytes, false);
    retention.grown(this);
  }

  /** What has come in and has not been read; it stays where it is. The world stands still. */
  synchronized byte[] unread() {
    Quiet standIn = quiet;
    return standIn == null
        ? kernel().peek()
        : standIn.unread(Math.toIntExact(stream.reads() - readsWhenHeld));
  }

  /** The other side has committed a checkpoint: it goes back no further. */
  synchronized void trim(long otherReads, long otherWrites) {
    stream.trim(otherReads, otherWrites);
    retention.grown(this);
  }

  /** The other side may go back to where it is now, from now on. */
  synchronized void otherMayGoBack() {
    stream.otherMayGoBack();
  }

  @Override
  public synchronized String toString() {
    String why = reason();
    return peer
        + " "
        + tuple.local()
        + " - "
        + tuple.remote()
        + ' '
        + standing()
        + ", bytes: "
        + stream.writes()
        + " written, "
        + stream.reads()
        + " read, "
        + (stream.expects() > 0 ? stream.expects() + " to be written again, " : "")
        + stream.kept()
        + " kept"
        + (why.isEmpty() ? "" : ": " + why);
  }

  /** Whether the other side is to stand by until the program has written again what it had. */
  synchronized boolean isCatchingUp() {
    Replay catchingUp = replay;
    return state() == State.HELD && catchingUp != null && catchingUp.isOn();
  }

  /** Whether the program does not do that. */
  synchronized boolean hasStalled() {
    Replay catchingUp = replay;
    return state() == State.HELD && catchingUp != null && catchingUp.isStalled();
  }

  private String standing() {
    return isCatchingUp() ? "catching up" : state().name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Whether what the kernel has counted is what went through here: the program may have sent a file
   * without writing it ({@code sendfile(2)}), or urgent data. If not, nothing can be promised any
   * more. The world stands still.
   */
  synchronized boolean agrees() {
    if (quiet != null || state == State.BROKEN || state == State.CLOSED) {
      return true;
    }
    if (sending.left() > 0) {
      return true;
    }
    String difference = counting.difference(kernel(), stream, outputEnded);
    if (!difference.isEmpty()) {
      letPass("bytes went past the agent: " + difference);
    }
    return difference.isEmpty();
  }

  /** The connection is at rest; so many bytes will come in for a second time. */
  synchronized void begin(int again) {
    counting.begin(kernel(), stream, again, outputEnded);
  }

  /** Describes it for an image. The world stands still. */
  synchronized CrossingMeta describe() {
    CrossingMeta meta = new CrossingMeta();
    meta.district = peer.district();
    meta.member = peer.member();
    meta.nonce = nonce();
    stream.describe(meta);
    return meta;
  }
}

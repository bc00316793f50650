package dev.district.core.crossings;

/** First word of a conversation. */
final class Verb {
  static final String SUBSCRIBE = "subscribe";
  static final String COMMITTED = "committed";
  static final String ASK = "ask";
  static final String REUNITE = "reunite";
  static final String NUDGE = "nudge";
  static final String BREAK = "break";
  static final String LEAVE = "leave";

  private Verb() {}
}

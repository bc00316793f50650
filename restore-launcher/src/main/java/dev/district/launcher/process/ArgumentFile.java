package dev.district.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Expands {@code @file} words the way the {@code java} launcher does ("java Command-Line Argument
 * Files" in the java tool's manual): words separated by white space, single or double quotes, a
 * backslash as escape within quotes and as line continuation, {@code #} comments outside words;
 * {@code @@word} stands for {@code @word}. Files are not expanded within files, nor after the main
 * class.
 */
final class ArgumentFile {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ArgumentFile(String text) {
    this.text = text;
  }

  /** The words of a file, relative to the directory in which {@code java} is to run. */
  static List<String> read(Path directory, String name) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  static List<String> parse(String text) {
    ArgumentFile file = new ArgumentFile(text);
    file.scan();
    return file.words;
  }

  private void scan() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (Character.isWhitespace(c)) {
        endWord();
      } else if (c == '#' && !inWord) {
        skipLine();
      } else if (c == '"' || c == '\'') {
        inWord = true;
        quoted(c);
      } else if (c == '\\' && atLineEnd()) {
        skipLineBreak();
      } else {
        inWord = true;
        word.append(c);
      }
    }
    endWord();
  }

  private void quoted(char quote) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote || c == '\n' || c == '\r') {
        return;
      }
      if (c != '\\' || at == text.length()) {
        word.append(c);
      } else if (atLineEnd()) {
        skipLineBreak();
      } else {
        word.append(escaped(text.charAt(at++)));
      }
    }
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private boolean atLineEnd() {
    return at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
  }

  /** A continued line goes on at its first character that isn't white space. */
  private void skipLineBreak() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void skipLine() {
    while (at < text.length() && !atLineEnd()) {
      at++;
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}

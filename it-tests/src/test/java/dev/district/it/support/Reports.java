package dev.district.it.support;

import dev.district.it.harness.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads what runs of the tests have left: {@code results.tsv}, which {@link Journal} writes, or
 * Failsafe's {@code TEST-*.xml} where there is no such file. Failsafe numbers the arguments of a
 * method only, so that the JDK is known for the methods that have no other argument; dynamic tests,
 * whose names it leaves out, are left out here too.
 */
final class Reports {
  private static final int FIELDS = 7;
  private static final List<String> JDKS = List.of("17", "25");
  private static final Pattern METHOD = Pattern.compile("(\\w+)(?:\\((.*)\\))?(?:\\[(\\d+)])?");

  private Reports() {}

  static List<Result> read(Path file) throws IOException {
    return file.toString().endsWith(".xml")
        ? failsafe(file)
        : Files.readAllLines(file).stream().map(Reports::line).toList();
  }

  private static Result line(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != FIELDS || !parts[4].matches("passed|failed")) {
      throw new IllegalArgumentException("not a line of results.tsv: " + line);
    }
    return new Result(parts[0], parts[1], parts[2], parts[3], parts[4].equals("passed"), parts[6]);
  }

  private static List<Result> failsafe(Path file) throws IOException {
    String at =
        Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    NodeList cases = parse(file).getElementsByTagName("testcase");
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < cases.getLength(); i++) {
      Element one = (Element) cases.item(i);
      Matcher method = METHOD.matcher(one.getAttribute("name"));
      String test = one.getAttribute("classname").replaceAll(".*\\.", "");
      if (method.matches() && !isDynamic(method) && !has(one, "skipped")) {
        boolean passed = !has(one, "failure") && !has(one, "error");
        results.add(
            new Result(
                test + " " + at,
                test + "#" + method.group(1),
                Journal.TEST,
                jdk(method.group(2), method.group(3)),
                passed,
                at));
      }
    }
    return results;
  }

  /** Dynamic tests are methods without arguments that have numbers all the same. */
  private static boolean isDynamic(Matcher method) {
    return "".equals(method.group(2)) && method.group(3) != null;
  }

  private static String jdk(String parameters, String number) {
    return "Jdk".equals(parameters) && number != null && Integer.parseInt(number) <= JDKS.size()
        ? JDKS.get(Integer.parseInt(number) - 1)
        : Journal.ANY_JDK;
  }

  private static boolean has(Element one, String child) {
    return one.getElementsByTagName(child).getLength() > 0;
  }

  private static Element parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("can't read " + file, e);
    }
  }
}

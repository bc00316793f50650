package tck;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Records, arrays, proxies, throwables, reflection, and values of the platform. */
public final class Values implements TckCase {
  record Point(int x, String label) {}

  static final class Handler implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return 42;
    }
  }

  interface Answer {
    int answer();
  }

  @Override
  public Object make() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update((byte) 1);
    Random random = new Random(5);
    random.nextInt();
    EnumMap<TimeUnit, String> enumMap = new EnumMap<>(TimeUnit.class);
    enumMap.put(TimeUnit.HOURS, "h");
    return new Object[] {
      new Point(3, "p"),
      new int[0],
      new String[0][],
      new long[][] {{1, 2}, {3}},
      new byte[3_000_000],
      Proxy.newProxyInstance(
          Values.class.getClassLoader(), new Class<?>[] {Answer.class}, new Handler()),
      new IllegalStateException("outer", new RuntimeException("inner")),
      String.class.getMethod("length"),
      Values.class.getDeclaredField("STATIC"),
      new BigDecimal("1.25"),
      UUID.fromString("00000000-0000-0001-0000-000000000002"),
      Optional.of(3),
      Locale.forLanguageTag("fr-CA"),
      Charset.forName("windows-1252"),
      StandardCharsets.UTF_16.newEncoder(),
      digest,
      random,
      new SimpleDateFormat("yyyy-MM", Locale.US),
      ZonedDateTime.of(2020, 1, 1, 1, 1, 1, 1, ZoneId.of("Europe/Paris")),
      DateTimeFormatter.ofPattern("yyyy MMM", Locale.US),
      enumMap,
      EnumSet.of(TimeUnit.DAYS),
      BitSet.valueOf(new long[] {5}),
      new ConcurrentSkipListMap<>(java.util.Map.of("a", 1)),
      new CopyOnWriteArrayList<>(List.of("x")),
      new Object[] {5, 500L, 'c', true, Collections.emptyList(), Locale.US, TimeUnit.DAYS},
      ByteBuffer.allocate(16).putInt(7),
      Values.class.getModule(),
      Object.class.getModule(),
      Values.class.getClassLoader(),
      Values.class.getPackage(),
    };
  }

  static final int STATIC = 1;

  @Override
  public void check(Object state) throws Exception {
    Object[] parts = (Object[]) state;
    require(parts[0].equals(new Point(3, "p")), "record");
    require(((int[]) parts[1]).length == 0 && ((String[][]) parts[2]).length == 0, "empty arrays");
    require(((long[][]) parts[3])[1][0] == 3, "nested array");
    require(((byte[]) parts[4]).length == 3_000_000, "large array");
    require(((Answer) parts[5]).answer() == 42, "proxy");
    Throwable throwable = (Throwable) parts[6];
    require(throwable.getCause().getMessage().equals("inner"), "cause");
    require(throwable.getStackTrace()[0].getMethodName().equals("make"), "stack trace");
    require(((Method) parts[7]).invoke("abc").equals(3), "method");
    require(((java.lang.reflect.Field) parts[8]).getInt(null) == 1, "field");
    require(parts[9].equals(new BigDecimal("1.25")), "decimal");
    require(parts[11].equals(Optional.of(3)), "optional");
    require(((Locale) parts[12]).equals(Locale.CANADA_FRENCH), "locale");
    require(parts[13] == Charset.forName("windows-1252"), "charset");
    require(((MessageDigest) parts[15]).digest().length == 32, "digest");
    Random random = new Random(5);
    random.nextInt();
    require(((Random) parts[16]).nextInt() == random.nextInt(), "random");
    require(((SimpleDateFormat) parts[17]).format(new Date(0)).startsWith("19"), "date format");
    require(((ZonedDateTime) parts[18]).plusMonths(6).getMonthValue() == 7, "zoned date");
    require(
        ((DateTimeFormatter) parts[19]).format(LocalDate.of(2020, 2, 2)).equals("2020 Feb"),
        "formatter");
    require("h".equals(((EnumMap<?, ?>) parts[20]).get(TimeUnit.HOURS)), "enum map");
    require(((EnumSet<?>) parts[21]).contains(TimeUnit.DAYS), "enum set");
    Object[] shared = (Object[]) parts[25];
    require(shared[0] == (Object) Integer.valueOf(5) && shared[3] == Boolean.TRUE, "boxes");
    require(shared[4] == Collections.emptyList() && shared[5] == Locale.US, "constants");
    require(shared[6] == TimeUnit.DAYS, "platform enum");
    require(((ByteBuffer) parts[26]).getInt(0) == 7, "buffer");
    require(
        parts[27] == Values.class.getModule() && parts[28] == Object.class.getModule(), "module");
    require(parts[29] == Values.class.getClassLoader(), "loader");
  }
}

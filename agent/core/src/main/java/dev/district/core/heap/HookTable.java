package dev.district.core.heap;

import static dev.district.core.heap.Hook.Mode.IN_PLACE;
import static dev.district.core.heap.Hook.Mode.RAISE;
import static dev.district.core.heap.Hook.Mode.REPLACE;
import static dev.district.core.heap.Hook.Mode.REPLACE_IF_SET;
import static dev.district.core.heap.Hook.Mode.SET;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of hooks: state that the platform lets a program set, one line for each static field
 * that holds some. A field that a release doesn't have is passed over. {@link ForgottenState} finds
 * what the table lacks.
 */
final class HookTable {
  static final List<Hook> ALL = Stream.of(common(), RmiHooks.ALL).flatMap(List::stream).toList();

  private static final String FILE_THREADS =
      "sun.nio.ch.SimpleAsynchronousFileChannelImpl$DefaultExecutorHolder";

  private HookTable() {}

  private static List<Hook> common() {
    return List.of(
        new Hook("java.lang.System", "in", REPLACE),
        new Hook("java.lang.System", "out", REPLACE),
        new Hook("java.lang.System", "err", REPLACE),
        new Hook("java.lang.System", "props", REPLACE),
        new Hook("java.lang.Thread", "defaultUncaughtExceptionHandler", REPLACE),
        new Hook("java.lang.ApplicationShutdownHooks", "hooks", REPLACE),
        new Hook("java.util.Locale", "defaultLocale", REPLACE),
        new Hook("java.util.Locale", "defaultDisplayLocale", REPLACE),
        new Hook("java.util.Locale", "defaultFormatLocale", REPLACE),
        new Hook("java.util.TimeZone", "defaultTimeZone", REPLACE),
        new Hook("java.util.concurrent.ForkJoinPool", "common", IN_PLACE),
        new Hook("java.util.concurrent.CompletableFuture$Delayer", "delayer", IN_PLACE),
        new Hook("java.util.concurrent.Executors$DefaultThreadFactory", "poolNumber", IN_PLACE),
        new Hook("java.lang.ThreadLocal", "nextHashCode", IN_PLACE),
        new Hook("java.lang.ClassValue", "nextHashCode", IN_PLACE),
        new Hook("java.util.Random", "seedUniquifier", IN_PLACE),
        new Hook("java.util.Timer", "nextSerialNumber", IN_PLACE),
        new Hook("java.util.ImmutableCollections", "SALT32L", SET),
        new Hook("java.util.ImmutableCollections", "SALT", SET),
        new Hook("java.util.ImmutableCollections", "REVERSE", SET),
        new Hook("java.lang.Thread", "threadInitNumber", RAISE),
        new Hook("java.lang.Thread", "threadSeqNumber", RAISE),
        new Hook("java.lang.Thread$ThreadNumbering", "next", RAISE),
        new Hook("java.util.concurrent.ForkJoinPool", "poolNumberSequence", RAISE),
        new Hook("java.util.concurrent.ForkJoinPool", "poolIds", RAISE),
        new Hook("java.util.logging.LogManager", "manager", IN_PLACE),
        new Hook("java.util.logging.Logger", "global", IN_PLACE),
        new Hook("java.util.logging.Level$KnownLevel", "nameToLevels", REPLACE),
        new Hook("java.util.logging.Level$KnownLevel", "intToLevels", REPLACE),
        new Hook("java.util.logging.FileHandler", "locks", IN_PLACE),
        new Hook("java.util.logging.LogRecord", "globalSequenceNumber", IN_PLACE),
        new Hook("java.util.logging.LogRecord", "nextThreadId", IN_PLACE),
        new Hook("java.sql.DriverManager", "registeredDrivers", IN_PLACE),
        new Hook("java.sql.DriverManager", "driversInitialized", SET),
        new Hook("java.sql.DriverManager", "loginTimeout", SET),
        new Hook("java.sql.DriverManager", "logWriter", REPLACE),
        new Hook("java.sql.DriverManager", "logStream", REPLACE),
        new Hook("javax.management.MBeanServerFactory", "mBeanServerList", IN_PLACE),
        new Hook("java.security.Security", "props", IN_PLACE),
        new Hook("sun.security.jca.Providers", "providerList", REPLACE),
        new Hook("jdk.internal.misc.Signal", "handlers", IN_PLACE),
        new Hook("jdk.internal.misc.Signal", "signals", IN_PLACE),
        new Hook("jdk.jfr.internal.PlatformRecorder", "changeListeners", IN_PLACE),
        new Hook("sun.nio.ch.LinuxAsynchronousChannelProvider", "defaultPort", REPLACE_IF_SET),
        new Hook(FILE_THREADS, "defaultExecutor", IN_PLACE),
        new Hook("java.net.URL", "factory", REPLACE_IF_SET),
        new Hook("java.net.URL", "handlers", IN_PLACE),
        new Hook("java.net.URLConnection", "factory", REPLACE_IF_SET),
        new Hook("java.net.URLConnection", "handlers", IN_PLACE),
        new Hook("java.net.URLConnection", "fileNameMap", REPLACE_IF_SET),
        new Hook("java.net.URLConnection", "defaultCaching", IN_PLACE),
        new Hook("java.net.URLConnection", "defaultUseCaches", SET),
        new Hook("java.net.URLConnection", "defaultAllowUserInteraction", SET),
        new Hook("java.net.HttpURLConnection", "followRedirects", SET),
        new Hook("java.net.Authenticator", "theAuthenticator", REPLACE_IF_SET),
        new Hook("java.net.CookieHandler", "cookieHandler", REPLACE_IF_SET),
        new Hook("java.net.ResponseCache", "theResponseCache", REPLACE_IF_SET),
        new Hook("java.net.ProxySelector", "theProxySelector", REPLACE),
        new Hook("java.net.Socket", "factory", REPLACE_IF_SET),
        new Hook("java.net.ServerSocket", "factory", REPLACE_IF_SET),
        new Hook("java.net.DatagramSocket", "factory", REPLACE_IF_SET),
        new Hook("javax.net.ssl.HttpsURLConnection", "defaultHostnameVerifier", REPLACE_IF_SET),
        new Hook("javax.net.ssl.HttpsURLConnection", "defaultSSLSocketFactory", REPLACE_IF_SET),
        new Hook("javax.net.ssl.SSLContext", "defaultContext", REPLACE_IF_SET));
  }
}

package dev.district.core.heap;

import static dev.district.core.heap.Hook.Mode.IN_PLACE;
import static dev.district.core.heap.Hook.Mode.RAISE;
import static dev.district.core.heap.Hook.Mode.REPLACE;
import static dev.district.core.heap.Hook.Mode.REPLACE_IF_SET;
import static dev.district.core.heap.Hook.Mode.REPLACE_NAMED;
import static dev.district.core.heap.Hook.Mode.SET;

import java.util.List;

/**
 * The hooks of remote method invocation, whose run-time system is written in Java and keeps all its
 * state in static fields: exported objects, pools of threads, leases, and who this JVM is to others
 * ({@code VMID}, {@code UID}). Caches by class are made again.
 */
final class RmiHooks {
  private static final String SERVER = "java.rmi.server.";
  private static final String RUNTIME = "sun.rmi.runtime.";
  private static final String TRANSPORT = "sun.rmi.transport.";

  static final List<Hook> ALL =
      List.of(
          new Hook("java.rmi.dgc.VMID", "randomBytes", REPLACE_NAMED),
          new Hook(SERVER + "ObjID", "nextObjNum", IN_PLACE),
          new Hook(SERVER + "ObjID", "mySpace", IN_PLACE),
          new Hook(SERVER + "UID", "hostUnique", SET),
          new Hook(SERVER + "UID", "hostUniqueSet", SET),
          new Hook(SERVER + "UID", "lastTime", SET),
          new Hook(SERVER + "UID", "lastCount", SET),
          new Hook(SERVER + "RMISocketFactory", "factory", REPLACE_IF_SET),
          new Hook(SERVER + "RMISocketFactory", "defaultSocketFactory", REPLACE_IF_SET),
          new Hook(SERVER + "RMISocketFactory", "handler", REPLACE_IF_SET),
          new Hook("sun.rmi.registry.RegistryImpl", "registry", REPLACE_IF_SET),
          new Hook(RUNTIME + "RuntimeUtil", "instance", IN_PLACE),
          new Hook(TRANSPORT + "ObjectTable", "objTable", IN_PLACE),
          new Hook(TRANSPORT + "ObjectTable", "implTable", IN_PLACE),
          new Hook(TRANSPORT + "ObjectTable", "reapQueue", IN_PLACE),
          new Hook(TRANSPORT + "ObjectTable", "keepAliveCount", SET),
          new Hook(TRANSPORT + "ObjectTable", "reaper", REPLACE),
          new Hook(TRANSPORT + "ObjectTable", "gcLatencyRequest", REPLACE),
          new Hook(TRANSPORT + "GC", "lock", REPLACE),
          new Hook(TRANSPORT + "GC", "latencyTarget", SET),
          new Hook(TRANSPORT + "GC", "daemon", REPLACE),
          new Hook(TRANSPORT + "GC$LatencyRequest", "counter", SET),
          new Hook(TRANSPORT + "GC$LatencyRequest", "requests", REPLACE),
          new Hook(TRANSPORT + "DGCAckHandler", "scheduler", IN_PLACE),
          new Hook(TRANSPORT + "DGCAckHandler", "idTable", IN_PLACE),
          new Hook(TRANSPORT + "DGCClient", "nextSequenceNum", SET),
          new Hook(TRANSPORT + "DGCClient", "vmid", REPLACE),
          new Hook(TRANSPORT + "DGCClient$EndpointEntry", "endpointTable", REPLACE),
          new Hook(TRANSPORT + "DGCClient$EndpointEntry", "gcLatencyRequest", REPLACE),
          new Hook(TRANSPORT + "DGCImpl", "scheduler", IN_PLACE),
          new Hook(TRANSPORT + "DGCImpl", "dgc", REPLACE),
          new Hook(TRANSPORT + "Target", "nextThreadNum", RAISE),
          new Hook(TRANSPORT + "tcp.TCPChannel", "scheduler", IN_PLACE),
          new Hook(TRANSPORT + "tcp.TCPChannel", "threadNum", RAISE),
          new Hook(TRANSPORT + "tcp.TCPTransport", "connectionThreadPool", IN_PLACE),
          new Hook(TRANSPORT + "tcp.TCPTransport", "connectionCount", IN_PLACE),
          new Hook(TRANSPORT + "tcp.TCPTransport", "defaultSocketFactory", IN_PLACE),
          new Hook(TRANSPORT + "tcp.TCPEndpoint", "localHost", REPLACE),
          new Hook(TRANSPORT + "tcp.TCPEndpoint", "localHostKnown", SET),
          new Hook(TRANSPORT + "tcp.TCPEndpoint", "localEndpoints", IN_PLACE));

  private RmiHooks() {}
}

package dev.district.core.values;

/** What an adapter may ask while it finds or makes an object. */
public interface Revival {
  /** The class of a type id. */
  Class<?> type(int id);

  /** The thread that becomes the captured main thread. */
  Thread mainThread();
}

package dev.district.core.values;

/** What an adapter may ask while it describes an object. */
public interface Description {
  /** Type id of a class, which thereby becomes part of the image. */
  int type(Class<?> type);

  /** Refuses the checkpoint because of the object being described. */
  void refuse(String cause, String remedy);

  /** True for threads whose frames are captured. */
  boolean isCaptured(Thread thread);

  /** True for the application's main thread. */
  boolean isMain(Thread thread);
}

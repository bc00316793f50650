package tck;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;

/** The built-in class loaders, and others that have defined something or nothing yet. */
public final class Loaders implements TckCase {
  @Override
  public Object make() throws Exception {
    URL classes = TckCase.class.getProtectionDomain().getCodeSource().getLocation();
    URL elsewhere = URI.create("file:/nowhere/a%20b.jar").toURL();
    URLClassLoader platform =
        new URLClassLoader(new URL[] {elsewhere, classes}, ClassLoader.getPlatformClassLoader());
    URLClassLoader defining = new URLClassLoader(new URL[] {classes}, null);
    return new Object[] {
      ClassLoader.getSystemClassLoader(),
      ClassLoader.getPlatformClassLoader(),
      platform,
      platform,
      new URLClassLoader(new URL[0], null),
      defining,
      defining.loadClass(TckCase.class.getName()),
      new URLClassLoader("named", new URL[0], defining) {}
    };
  }

  @Override
  public void check(Object state) throws Exception {
    Object[] loaders = (Object[]) state;
    require(loaders[0] == ClassLoader.getSystemClassLoader(), "application loader");
    require(loaders[1] == ClassLoader.getPlatformClassLoader(), "platform loader");
    require(loaders[2] == loaders[3], "identity");
    URLClassLoader plain = (URLClassLoader) loaders[2];
    require(plain.getParent() == ClassLoader.getPlatformClassLoader(), "parent");
    require(plain.getURLs().length == 2, "places");
    require(plain.getURLs()[0].toString().equals("file:/nowhere/a%20b.jar"), "first place");
    require(((URLClassLoader) loaders[4]).getParent() == null, "no parent");
    Class<?> type = plain.loadClass(TckCase.class.getName());
    require(type.getClassLoader() == plain, "it still defines classes");
    URLClassLoader defining = (URLClassLoader) loaders[5];
    require(((Class<?>) loaders[6]).getClassLoader() == defining, "its own class");
    require(loaders[6] != TckCase.class && loaders[6] != type, "three classes of one name");
    require(defining.loadClass(TckCase.class.getName()) == loaders[6], "defined once");
    URLClassLoader own = (URLClassLoader) loaders[7];
    require(own.getName().equals("named") && own.getParent() == defining, "a loader of its own");
    require(own.loadClass(TckCase.class.getName()) == loaders[6], "found in its parent");
  }
}

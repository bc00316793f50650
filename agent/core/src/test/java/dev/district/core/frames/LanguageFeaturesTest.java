package dev.district.core.frames;

import static dev.district.core.frames.LanguagePrograms.*;

import dev.district.core.frames.LanguageClasses.Derived;
import dev.district.core.frames.LanguageClasses.Generic;
import dev.district.core.frames.LanguageClasses.GenericString;
import dev.district.core.frames.LanguageClasses.Shape;
import dev.district.core.frames.LanguagePrograms.Concrete;
import dev.district.core.frames.LanguagePrograms.Items;
import dev.district.core.frames.LanguagePrograms.Outer;
import dev.district.core.frames.LanguagePrograms.Rec;
import dev.district.core.frames.LanguagePrograms.Subclass;
import java.util.Collection;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every language feature that gives a frame a shape of its own, stopped and rebuilt at every poll.
 */
final class LanguageFeaturesTest extends PointwiseTest {
  @TestFactory
  Collection<DynamicTest> features() {
    program(
        "all types",
        () ->
            allTypes(
                (byte) -3,
                (short) 300,
                'c',
                true,
                17,
                5000000000L,
                2.5f,
                3.7,
                "hello",
                new int[] {1, 2}));
    program("operand stack", () -> operands(7000000000L, 2.25, "hey"));
    program("long operand stack", () -> longStack(3));
    program("try, catch, finally", () -> tryCatchFinally(5));
    program("nested loops", () -> nestedLoops(9));
    program("switch", () -> switches("bb", 4));
    program("private and super calls", () -> new Derived(4L).foo(3));
    program("default methods and their super calls", () -> new Derived(4L).dm(3));
    program("static interface method", () -> Shape.sm(4));
    program("constructor with final fields", () -> new Derived(3).toString());
    program("before this(…)", () -> new Derived().toString());
    program(
        "before super(…), virtual call in a constructor",
        () -> {
          Concrete c = new Concrete(4);
          return c.r + "," + c.z;
        });
    program("uninitialised objects", () -> uninitialized(5));
    program("uninitialised objects, other branch", () -> uninitialized(1));
    program("uninitialised objects in a loop", () -> uninitializedInLoop(3));
    program("invokedynamic", () -> dynamicCalls(6));
    program("lambda body", () -> lambdaBody(3));
    program("lambda with conversion", () -> lambdaConversion(3));
    program("constructor reference", () -> constructorReference(3));
    locking("synchronized method", () -> new Derived(4L).sync(2));
    locking("static synchronized method", () -> Derived.staticSync(2));
    locking("synchronized blocks", () -> new Derived(4L).blocks(new Object()));
    locking("four monitors", () -> new Derived(4L).threeBlocks(new Object(), new Object()));
    program(
        "bridge method",
        () -> {
          Generic<String> g = new GenericString("z");
          return g.get();
        });
    program("varargs", () -> varargs(1, "x", 2L));
    program("inner class", () -> new Outer().f());
    program("double recursion", () -> fib(8));
    program("Ackermann", () -> ackermann(2, 3));
    program("inherited protected members of the JDK", () -> new Items().inheritedField());
    program("inherited protected members", () -> new Subclass().touch());
    program(
        "super.clone",
        () -> {
          ((Items) new Items().clone()).size();
          return 1;
        });
    program("through AbstractList.toString", () -> new Items().toString());
    program("try with resources", () -> tryWithResources());
    program("record", () -> new Rec(4, "abc").s());
    program("enum switch", () -> enumSwitch());
    program("instanceof pattern", () -> patterns("hello"));
    program("conditional of interface types", () -> interfaceTypes(true));
    program("dead locals", () -> deadLocals(4));
    program("arrays", () -> arrays());
    program("type the frame may not name", () -> inaccessible());
    program("result type the frame may not name", () -> new Subclass().unnameable());
    program("outer catch", () -> outer(4));
    throwing("caught in an outer frame", new ArithmeticException("boo"), () -> outer(4));
    throwing("caught and finally", new IllegalStateException("in"), () -> tryCatchFinally(4));
    throwing(
        "uncaught, monitors released",
        new IllegalStateException("out"),
        () -> {
          Derived d = new Derived(4L);
          try {
            return d.blocks(d);
          } catch (IllegalStateException e) {
            return e.getMessage() + Thread.holdsLock(d);
          }
        });
    return tests();
  }
}

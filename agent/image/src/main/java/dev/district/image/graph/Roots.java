package dev.district.image.graph;

import dev.district.image.ImageException;
import dev.district.image.ImageReader;
import dev.district.image.Section;
import dev.district.image.graph.FieldLayout.ImageField;
import dev.district.image.meta.FrameMeta;
import dev.district.image.meta.PlatformMeta;
import dev.district.image.meta.ThreadMeta;
import dev.district.image.meta.ThreadsMeta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the roots of an image: threads and their frames, static fields, platform state. */
final class Roots {
  private final List<Root> roots = new ArrayList<>();

  private Roots() {}

  static List<Root> of(ImageReader reader, ObjectTable table) throws ImageException {
    Roots found = new Roots();
    ThreadMeta[] threads = reader.metadata(Section.THREADS, ThreadsMeta.class).threads;
    for (int i = 0; i < threads.length; i++) {
      found.thread(i, threads[i]);
    }
    found.statics(reader, table);
    found.platform(reader.metadata(Section.PLATFORM, PlatformMeta.class), table.types());
    return found.roots;
  }

  private void add(long object, String place, int thread, int frame) {
    if (object != 0) {
      roots.add(new Root((int) object, place, thread, frame));
    }
  }

  private void thread(int index, ThreadMeta thread) {
    String name = "thread \"" + thread.name + '"';
    add(thread.objectId, name, index, -1);
    add(thread.waitingOn, name + ", waited on", index, -1);
    for (int i = 0; i < thread.frames.length; i++) {
      FrameMeta frame = thread.frames[i];
      String method = frame.className.replace('/', '.') + '.' + frame.method;
      String place = name + ", " + method;
      slots(frame.locals, frame.localKinds, place + ", local ", index, i);
      slots(frame.operands, frame.operandKinds, place + ", operand ", index, i);
      for (int monitor : frame.monitors) {
        add(monitor, place + ", monitor held", index, i);
      }
      add(frame.pendingMonitor, place + ", monitor to be entered", index, i);
      for (long extra : frame.extra) {
        add(extra, place, index, i);
      }
    }
  }

  private void slots(long[] values, byte[] kinds, String place, int thread, int frame) {
    for (int i = 0; i < values.length; i++) {
      if (kinds[i] == FrameMeta.OBJECT) {
        add(values[i], place + i, thread, frame);
      }
    }
  }

  private void statics(ImageReader reader, ObjectTable table) throws ImageException {
    ImageTypes types = table.types();
    new Payload(reader, table)
        .statics(
            new Payload.StaticsVisitor() {
              private @Nullable FieldLayout layout;
              private int next;

              @Override
              public void type(int typeId, FieldLayout statics) {
                layout = statics;
                next = 0;
              }

              @Override
              public void reference(int target) {
                if (layout != null) {
                  ImageField field = layout.references().get(next++);
                  String name = types.displayName(field.typeId()) + '.' + field.name();
                  add(target, "static " + name, -1, -1);
                }
              }
            });
  }

  private void platform(PlatformMeta platform, ImageTypes types) {
    for (int i = 0; i < platform.objects.length; i++) {
      String field = platform.objectFields[i].replace('#', '.');
      add(platform.objects[i], "static " + field, -1, -1);
    }
    for (int bean : platform.beans) {
      add(bean, "an MBean", -1, -1);
    }
    for (int i = 0; i < platform.values.length; i++) {
      String type = types.displayName(platform.valueTypes[i]);
      add(platform.values[i], "class value of " + type, -1, -1);
    }
    for (int i = 0; i < platform.sites.length; i++) {
      String host = types.displayName(platform.siteHosts[i]);
      add(platform.sites[i], "a call site of " + host, -1, -1);
    }
  }
}

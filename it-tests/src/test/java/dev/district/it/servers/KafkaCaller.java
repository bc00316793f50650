package dev.district.it.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.jspecify.annotations.Nullable;

/** Sends records, whose offsets Kafka counts, to a topic of its own; reads them all at the end. */
final class KafkaCaller implements Caller {
  private static final int PATIENCE_MS = 15_000;
  private static final String WAIT_MS = "3000";

  private final Properties properties = new Properties();
  private final String topic;
  private @Nullable KafkaProducer<Long, Long> producer;
  private long last;

  KafkaCaller(int port, int number) {
    this.topic = "topic" + number;
    properties.put("bootstrap.servers", "localhost:" + port);
    properties.put("key.serializer", LongSerializer.class.getName());
    properties.put("value.serializer", LongSerializer.class.getName());
    properties.put("key.deserializer", LongDeserializer.class.getName());
    properties.put("value.deserializer", LongDeserializer.class.getName());
    properties.put("acks", "all");
    properties.put("enable.idempotence", "false");
    properties.put("retries", "0");
    properties.put("max.block.ms", WAIT_MS);
    properties.put("request.timeout.ms", WAIT_MS);
    properties.put("delivery.timeout.ms", WAIT_MS);
    properties.put("linger.ms", "0");
  }

  @Override
  public void connect() throws IOException {
    close();
    producer = new KafkaProducer<>(properties);
  }

  @Override
  public long add() throws Exception {
    if (producer == null) {
      throw new IOException("no producer");
    }
    long offset =
        producer
            .send(new ProducerRecord<>(topic, 0, last, last))
            .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
            .offset();
    last = offset + 1;
    return last;
  }

  /** Every record up to the last one that was acknowledged can be read, in its order. */
  @Override
  public void check() {
    try (KafkaConsumer<Long, Long> consumer = new KafkaConsumer<>(properties)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long next = 0;
      long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000L;
      while (next < last && System.nanoTime() < deadline) {
        for (ConsumerRecord<Long, Long> one : consumer.poll(Duration.ofMillis(200))) {
          if (one.offset() != next) {
            throw new AssertionError("record " + next + " is " + one);
          }
          next++;
        }
      }
      if (next < last) {
        throw new AssertionError(next + " records of " + last + " can be read");
      }
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
    producer = null;
  }
}

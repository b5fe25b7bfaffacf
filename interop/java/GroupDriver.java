// Java's clients behind the drivers' protocol; see drivers/README.md.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public class GroupDriver implements ConsumerRebalanceListener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode settings;
    private final KafkaConsumer<String, String> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> dirty = new HashMap<>();

    private static synchronized void say(String kind, ObjectNode values) {
        System.out.println(values.put("kind", kind).toString());
        System.out.flush();
    }

    private static ObjectNode values() {
        return JSON.createObjectNode();
    }

    private static ObjectNode pairs(Collection<TopicPartition> partitions) {
        ObjectNode values = values();
        ArrayNode list = values.putArray("partitions");
        partitions.forEach(p -> list.addArray().add(p.topic()).add(p.partition()));
        return values;
    }

    private static Properties base(JsonNode settings) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", settings.get("bootstrap").asText());
        properties.put("client.id", settings.path("clientId").asText("java"));
        return properties;
    }

    private static void produce(JsonNode settings) throws Exception {
        Properties properties = base(settings);
        properties.put("compression.type", settings.path("codec").asText("none"));
        properties.put("linger.ms", "5");
        StringSerializer text = new StringSerializer();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, text, text)) {
            BufferedReader lines = standardInput();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                send(producer, settings.get("topic").asText(), JSON.readTree(line));
            }
            producer.flush();
        }
    }

    private static void send(KafkaProducer<String, String> producer, String topic, JsonNode line) {
        String key = line.get("key").asText();
        ProducerRecord<String, String> record = new ProducerRecord<>(
            topic,
            line.has("partition") ? line.get("partition").asInt() : null,
            line.has("timestamp") ? line.get("timestamp").asLong() : null,
            key, line.get("value").asText());
        line.path("headers").fields().forEachRemaining(header -> record.headers().add(
            header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8)));
        producer.send(record, (done, error) -> {
            if (error != null) {
                error.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
            say("acked", values().put("topic", done.topic()).put("partition", done.partition())
                .put("offset", done.offset()).put("key", key));
        });
    }

    private static BufferedReader standardInput() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    private static String assignorClass(String name) {
        String plain = switch (name) {
            case "range" -> "Range";
            case "roundrobin" -> "RoundRobin";
            case "sticky" -> "Sticky";
            case "cooperative-sticky" -> "CooperativeSticky";
            default -> throw new IllegalArgumentException("no assignor is named " + name);
        };
        return "org.apache.kafka.clients.consumer." + plain + "Assignor";
    }

    private GroupDriver(JsonNode settings) {
        this.settings = settings;
        Properties properties = base(settings);
        properties.put("group.id", settings.get("group").asText());
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("session.timeout.ms", settings.path("sessionTimeoutMs").asText("6000"));
        properties.put("heartbeat.interval.ms", settings.path("heartbeatMs").asText("1000"));
        properties.put("max.poll.interval.ms", "30000");
        properties.put("metadata.max.age.ms", "5000");
        properties.put("partition.assignment.strategy",
            assignorClass(settings.path("assignor").asText("range")));
        if (settings.has("instanceId")) {
            properties.put("group.instance.id", settings.get("instanceId").asText());
        }
        StringDeserializer text = new StringDeserializer();
        consumer = new KafkaConsumer<>(properties, text, text);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        say("assigned", pairs(partitions).put("generation", consumer.groupMetadata().generationId()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        say("revoked", pairs(partitions));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        dirty.clear();
        say("lost", pairs(partitions));
    }

    private void commit() {
        if (dirty.isEmpty()) return;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(dirty);
        dirty.clear();
        try {
            consumer.commitSync(offsets, Duration.ofSeconds(10));
        } catch (RuntimeException e) {
            say("commit-failed", values().put("error", e.toString()));
            return;
        }
        ObjectNode said = values();
        ArrayNode list = said.putArray("offsets");
        offsets.forEach((p, at) ->
            list.addArray().add(p.topic()).add(p.partition()).add(at.offset()));
        say("committed", said);
    }

    private void obey(String[] command) {
        if (command[0].equals("seek")) {
            TopicPartition partition = new TopicPartition(command[1], Integer.parseInt(command[2]));
            consumer.seek(partition, Long.parseLong(command[3]));
            say("sought", pairs(List.of(partition)));
        } else if (command[0].equals("seek-time")) {
            Map<TopicPartition, Long> times = new HashMap<>();
            consumer.assignment().forEach(p -> times.put(p, Long.parseLong(command[1])));
            consumer.offsetsForTimes(times).forEach((p, found) -> {
                if (found == null) consumer.seekToEnd(List.of(p));
                else consumer.seek(p, found.offset());
            });
            say("sought", pairs(times.keySet()));
        }
    }

    private void see(ConsumerRecord<String, String> record) {
        ObjectNode values = values().put("topic", record.topic())
            .put("partition", record.partition()).put("offset", record.offset())
            .put("key", record.key());
        if (settings.path("whole").asBoolean()) {
            values.put("value", record.value()).put("timestamp", record.timestamp());
            ObjectNode headers = values.putObject("headers");
            for (Header header : record.headers()) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        say("record", values);
        dirty.put(new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1));
    }

    private void run() {
        ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> {
            standardInput().lines().forEach(commands::add);
            commands.add("stop");
        });
        reader.setDaemon(true);
        reader.start();
        List<String> topics = new ArrayList<>();
        settings.get("topics").forEach(topic -> topics.add(topic.asText()));
        consumer.subscribe(topics, this);
        long interval = settings.path("commitMs").asLong(200);
        long nextCommit = System.currentTimeMillis() + interval;
        while (true) {
            for (String line = commands.poll(); line != null; line = commands.poll()) {
                if (line.equals("stop")) {
                    commit();
                    consumer.close();
                    say("closed", values());
                    return;
                }
                obey(line.split(" "));
            }
            consumer.poll(Duration.ofMillis(100)).forEach(this::see);
            if (System.currentTimeMillis() >= nextCommit) {
                commit();
                nextCommit = System.currentTimeMillis() + interval;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        JsonNode settings = JSON.readTree(args[1]);
        if (args[0].equals("produce")) produce(settings);
        else new GroupDriver(settings).run();
        System.exit(0);
    }
}

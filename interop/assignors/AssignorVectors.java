// Random groups, and what Apache Kafka's own assignors give to their members: one JSON object a
// line, with the members in the order in which the assignor met them. `run.ts` starts it.

import java.nio.ByteBuffer;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.*;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.*;

public final class AssignorVectors {
    private static final String[] RACKS = {"a", "b", "c"};
    private static final int SCENARIOS = 60;
    private static final int ROUNDS = 4;

    private final Random random;
    private final String name;
    private final boolean unequal;
    private final boolean racks;
    private final Map<String, Integer> topics = new TreeMap<>();
    private final Map<String, Member> members = new TreeMap<>();
    private int nextMember = 0;
    private int generation = 0;

    private static final class Member {
        ConsumerPartitionAssignor assignor;
        String instanceId;
        String rack;
        List<String> topics;
        List<TopicPartition> owned = new ArrayList<>();
        int ownedGeneration = -1;
    }

    private AssignorVectors(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
        this.unequal = random.nextInt(3) > 0;
        this.racks = random.nextInt(3) == 0;
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) topics.put("t" + i, 1 + random.nextInt(9));
    }

    private ConsumerPartitionAssignor create() {
        return switch (name) {
            case "range" -> new RangeAssignor();
            case "roundrobin" -> new RoundRobinAssignor();
            case "sticky" -> new StickyAssignor();
            default -> new CooperativeStickyAssignor();
        };
    }

    private void addMember() {
        Member member = new Member();
        member.assignor = create();
        member.instanceId = random.nextInt(4) == 0 ? "i" + (9 - nextMember) : null;
        member.rack = racks && random.nextInt(5) > 0 ? RACKS[random.nextInt(RACKS.length)] : null;
        member.topics = wanted();
        members.put("m" + Integer.toHexString(random.nextInt(0x10000)) + "-" + nextMember++, member);
    }

    private List<String> wanted() {
        if (!unequal) return new ArrayList<>(topics.keySet());
        List<String> all = topics.keySet().stream().filter(t -> random.nextInt(3) > 0).collect(Collectors.toList());
        if (random.nextInt(8) == 0) all.add("missing");
        return all.isEmpty() ? new ArrayList<>(List.of("t0")) : all;
    }

    /** What happens between two rounds: members come and go, topics grow, a claim is stale. */
    private void change() {
        int what = random.nextInt(7);
        if (what < 3) addMember();
        else if (what < 5 && members.size() > 1) members.remove(members.keySet().iterator().next());
        else if (what == 5) topics.merge("t0", 1 + random.nextInt(4), Integer::sum);
        else if (unequal) members.values().iterator().next().topics = wanted();
        if (random.nextInt(6) == 0) {
            // One claims what another has, of the same generation or of one before.
            Member stale = members.values().iterator().next();
            if (random.nextBoolean()) stale.ownedGeneration = Math.max(-1, stale.ownedGeneration - 1);
            if (!stale.owned.isEmpty()) stale.owned.addAll(members.values().stream().skip(1).limit(1).flatMap(m -> m.owned.stream()).toList());
        }
    }

    private Cluster cluster() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) nodes.add(new Node(i, "h" + i, 9092, racks ? RACKS[i] : null));
        List<PartitionInfo> infos = new ArrayList<>();
        topics.forEach((topic, count) -> {
            for (int p = 0; p < count; p++) {
                int replicas = 1 + (topic.hashCode() + p) % 2;
                Node[] on = new Node[replicas];
                for (int r = 0; r < replicas; r++) on[r] = nodes.get((p + r) % 3);
                infos.add(new PartitionInfo(topic, p, on[0], on, on));
            }
        });
        return new Cluster("c", nodes, infos, Set.of(), Set.of());
    }

    private void round(StringBuilder out) {
        Map<String, Subscription> subscriptions = new HashMap<>();
        members.forEach((id, m) -> {
            List<TopicPartition> owned = name.equals("cooperative-sticky") ? m.owned : List.of();
            ByteBuffer data = m.assignor.subscriptionUserData(new TreeSet<>(m.topics));
            Subscription told = new Subscription(m.topics, data, owned, m.ownedGeneration, Optional.ofNullable(m.rack));
            Subscription read = ConsumerProtocol.deserializeSubscription(ConsumerProtocol.serializeSubscription(told));
            read.setGroupInstanceId(Optional.ofNullable(m.instanceId));
            subscriptions.put(id, read);
        });
        List<String> told = new ArrayList<>();
        subscriptions.forEach((id, s) -> told.add(String.format("{\"id\":\"%s\",\"instance\":%s,\"subscription\":\"%s\",\"owned\":%s}",
            id, text(members.get(id).instanceId), hex(ConsumerProtocol.serializeSubscription(s)), partitions(members.get(id).owned))));
        Cluster cluster = cluster();
        Map<String, Assignment> given = create().assign(cluster, new GroupSubscription(subscriptions)).groupAssignment();
        generation++;
        List<String> results = new ArrayList<>();
        for (String id : new TreeSet<>(given.keySet())) {
            Assignment assignment = given.get(id);
            results.add("\"" + id + "\":\"" + hex(ConsumerProtocol.serializeAssignment(assignment)) + "\"");
            Member m = members.get(id);
            m.owned = new ArrayList<>(assignment.partitions());
            m.ownedGeneration = generation;
            m.assignor.onAssignment(assignment, new ConsumerGroupMetadata("g", generation, id, Optional.empty()));
        }
        List<String> described = new ArrayList<>();
        for (String topic : topics.keySet()) {
            List<String> ofPartitions = cluster.partitionsForTopic(topic).stream()
                .sorted(Comparator.comparingInt(PartitionInfo::partition))
                .map(p -> Arrays.stream(p.replicas()).map(Node::rack).filter(Objects::nonNull).distinct()
                    .map(AssignorVectors::text).collect(Collectors.joining(",", "[", "]"))).toList();
            described.add("\"" + topic + "\":[" + String.join(",", ofPartitions) + "]");
        }
        out.append(String.format("{\"assignor\":\"%s\",\"topics\":{%s},\"members\":[%s],\"assigned\":{%s}}%n",
            name, String.join(",", described), String.join(",", told), String.join(",", results)));
    }

    private static String partitions(List<TopicPartition> all) {
        return all.stream().map(p -> "\"" + p + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static void main(String[] arguments) {
        StringBuilder out = new StringBuilder();
        for (String name : List.of("range", "roundrobin", "sticky", "cooperative-sticky")) {
            for (int seed = 0; seed < SCENARIOS; seed++) {
                AssignorVectors group = new AssignorVectors(name, seed * 31L + name.hashCode());
                for (int i = group.random.nextInt(7); i >= 0; i--) group.addMember();
                for (int round = 0; round < ROUNDS; round++) {
                    group.round(out);
                    group.change();
                }
            }
        }
        System.out.print(out);
    }
}

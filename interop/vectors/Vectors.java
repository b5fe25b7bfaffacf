// Prints known bytes for our codecs: several instances of every message that Kafka generates, at
// every version, written by Kafka's own code. One line each: NAME VERSION BASE64 CRC, where CRC is
// the CRC-32 of the message's values in a plain text form (see `text`), taken from Kafka's JSON
// converters. With arguments NAME VERSION it prints that text instead. The seed is fixed.

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;

public final class Vectors {
    /** How an instance is filled: the first sets nothing that may keep its default. */
    private enum Style { DEFAULTS, EMPTY, EXTREME, MIXED, TAGGED }

    /** Each random style is filled so often. */
    private static final int ROUNDS = 2;

    private static final String[] TEXTS = {
        "", "a", "flights", "héllo", "日本語", "🦜", "__consumer_offsets",
        "a-name-that-is-longer-than-what-fits-a-short-loop", "line\nbreak \"quoted\" \\ \u0001",
        "x".repeat(126), "y".repeat(127), "z".repeat(300),
    };
    private static final long[] LONGS = {
        Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, (1L << 53) - 1, 1L << 53, (1L << 53) + 1,
        -(1L << 53), -(1L << 53) + 1, 1L << 31, -(1L << 31), (1L << 32) - 1, 1L << 32,
    };
    private static final double[] DOUBLES = {
        0.0, -0.0, 1.5, -1e300, Double.MIN_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY,
    };

    private final Random random;
    private final Style style;

    private Vectors(long seed, Style style) {
        this.random = new Random(seed);
        this.style = style;
    }

    public static void main(String[] arguments) throws Exception {
        String wantedName = arguments.length > 0 ? arguments[0] : null;
        int wantedVersion = arguments.length > 1 ? Integer.parseInt(arguments[1]) : -1;
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Class<?>> entry : messageClasses().entrySet()) {
            Class<?> type = entry.getValue();
            if (wantedName != null && !wantedName.equals(entry.getKey())) continue;
            short low = type.getField("LOWEST_SUPPORTED_VERSION").getShort(null);
            short high = type.getField("HIGHEST_SUPPORTED_VERSION").getShort(null);
            for (short version = low; version <= high; version++) {
                if (wantedVersion >= 0 && version != wantedVersion) continue;
                for (Style style : Style.values()) {
                    int rounds = style == Style.DEFAULTS || style == Style.EMPTY ? 1 : ROUNDS;
                    for (int round = 0; round < rounds; round++) {
                        Vectors vectors = new Vectors((entry.getKey() + version + style + round).hashCode(), style);
                        vectors.line(out, entry.getKey(), type, version, wantedName != null);
                    }
                }
            }
        }
        System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private void line(StringBuilder out, String name, Class<?> type, short version, boolean asText)
        throws Exception {
        Schema schema = ((Schema[]) type.getField("SCHEMAS").get(null))[version];
        Message message = (Message) struct(type, schema, 0);
        byte[] bytes = bytesOf(message, version);
        Message again = (Message) type.getConstructor().newInstance();
        again.read(new ByteBufferAccessor(ByteBuffer.wrap(bytes)), version);
        if (!java.util.Arrays.equals(bytes, bytesOf(again, version))) {
            throw new IllegalStateException(name + " v" + version + " is not stable");
        }
        JsonNode json = jsonOf(message, version);
        String text = json == null ? "" : text(json, new StringBuilder()).toString();
        out.append(name).append(' ').append(version).append(' ');
        if (asText) {
            out.append(style).append(' ').append(text).append('\n');
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        out.append(Base64.getEncoder().encodeToString(bytes)).append(' ')
            .append(json == null ? "-" : Long.toHexString(crc.getValue())).append('\n');
    }

    private static byte[] bytesOf(Message message, short version) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        ByteBuffer buffer = ByteBuffer.allocate(message.size(cache, version));
        message.write(new ByteBufferAccessor(buffer), cache, version);
        if (buffer.hasRemaining()) throw new IllegalStateException("size and write differ");
        return buffer.array();
    }

    /** All concrete messages on the class path, by their name in the schema. */
    private static Map<String, Class<?>> messageClasses() throws Exception {
        Map<String, Class<?>> found = new TreeMap<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!path.endsWith(".jar") || !path.contains("kafka")) continue;
            try (JarFile jar = new JarFile(path)) {
                for (JarEntry entry : java.util.Collections.list(jar.entries())) {
                    String file = entry.getName();
                    if (!file.matches("org/apache/kafka/.*/(message|generated|metadata)/\\w+\\.class")) continue;
                    Class<?> type = Class.forName(file.replace('/', '.').replace(".class", ""));
                    if (!ApiMessage.class.isAssignableFrom(type) || type.isInterface()) continue;
                    if (type.getField("HIGHEST_SUPPORTED_VERSION").getShort(null) < 0) continue;
                    found.put(type.getSimpleName().replaceAll("(Request|Response|Header)Data$", "$1"), type);
                }
            }
        }
        return found;
    }

    /** A struct with the fields of its schema at one version; others keep their defaults. */
    private Object struct(Class<?> type, Schema schema, int depth) throws Exception {
        Object object = type.getConstructor().newInstance();
        Map<String, Field> fields = new HashMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) continue;
            field.setAccessible(true);
            fields.put(plainName(field.getName()), field);
        }
        for (BoundField bound : schema.fields()) {
            if (bound.def.type instanceof TaggedFields) {
                tagged(object, fields, (TaggedFields) bound.def.type, depth);
            } else {
                set(object, fields.get(plainName(bound.def.name)), bound.def.type, depth);
            }
        }
        return object;
    }

    private void tagged(Object object, Map<String, Field> fields, TaggedFields tags, int depth)
        throws Exception {
        for (org.apache.kafka.common.protocol.types.Field field : tags.fields().values()) {
            boolean isSet = style == Style.TAGGED || (style != Style.EMPTY && random.nextBoolean());
            if (isSet) set(object, fields.get(plainName(field.name)), field.type, depth);
        }
        if (style != Style.TAGGED && (style != Style.MIXED || random.nextInt(4) != 0)) return;
        List<RawTaggedField> unknown = ((Message) object).unknownTaggedFields();
        int tag = 40;
        for (int count = random.nextInt(3); count > 0; count--) {
            tag += 1 + random.nextInt(200);
            unknown.add(new RawTaggedField(tag, bytes(random.nextInt(20))));
        }
    }

    private void set(Object object, Field field, Type type, int depth) throws Exception {
        boolean mustNotBeNull = !type.isNullable() && field.get(object) == null;
        if (style == Style.DEFAULTS && !mustNotBeNull) return;
        if (type.isNullable() && (style == Style.EMPTY || random.nextInt(4) == 0)) {
            field.set(object, null);
            return;
        }
        field.set(object, value(field.getType(), field, type, depth));
    }

    private Object value(Class<?> target, Field field, Type type, int depth) throws Exception {
        if (target == boolean.class) return random.nextBoolean();
        if (target == byte.class) return (byte) number(Byte.MIN_VALUE, Byte.MAX_VALUE);
        if (target == short.class) return (short) number(Short.MIN_VALUE, Short.MAX_VALUE);
        if (target == int.class) {
            if (type == Type.UINT16) return (int) number(0, 0xffff);
            return (int) number(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (target == long.class) {
            if (type == Type.UNSIGNED_INT32) return number(0, 0xffffffffL);
            return number(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (target == double.class) return DOUBLES[random.nextInt(DOUBLES.length)];
        if (target == String.class) return string();
        if (target == Uuid.class) return new Uuid(random.nextLong(), random.nextLong());
        if (target == byte[].class) return bytes(bytesCount());
        if (target == ByteBuffer.class) return ByteBuffer.wrap(bytes(bytesCount()));
        if (target.getSimpleName().equals("BaseRecords")) return records();
        if (Collection.class.isAssignableFrom(target)) return collection(target, field, type, depth);
        return struct(target, (Schema) type, depth + 1);
    }

    @SuppressWarnings("unchecked")
    private Object collection(Class<?> target, Field field, Type type, int depth) throws Exception {
        Collection<Object> items = target == List.class
            ? new ArrayList<>()
            : (Collection<Object>) target.getConstructor().newInstance();
        java.lang.reflect.Type generic =
            target == List.class ? field.getGenericType() : target.getGenericSuperclass();
        Class<?> item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
        Type itemType = type.arrayElementType().orElseThrow();
        for (int count = itemCount(depth); count > 0; count--) {
            items.add(value(unboxed(item), null, itemType, depth));
        }
        return items;
    }

    private int itemCount(int depth) {
        if (style == Style.EMPTY || style == Style.DEFAULTS) return 0;
        return depth > 1 ? random.nextInt(2) : 1 + random.nextInt(depth == 0 ? 3 : 2);
    }

    private static Class<?> unboxed(Class<?> type) {
        if (type == Byte.class) return byte.class;
        if (type == Short.class) return short.class;
        if (type == Integer.class) return int.class;
        if (type == Long.class) return long.class;
        return type;
    }

    private long number(long low, long high) {
        if (style == Style.EXTREME) {
            if (low == Long.MIN_VALUE) return LONGS[random.nextInt(LONGS.length)];
            return random.nextBoolean() ? low : high;
        }
        if (random.nextInt(3) == 0) return Math.max(low, random.nextInt(3) - 1);
        long span = high - low + 1;
        return span <= 0 ? random.nextLong() : low + Math.floorMod(random.nextLong(), span);
    }

    private String string() {
        return style == Style.EMPTY ? "" : TEXTS[random.nextInt(TEXTS.length)];
    }

    private int bytesCount() {
        return style == Style.EMPTY ? 0 : style == Style.EXTREME ? 130 : random.nextInt(24);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Any bytes will do: the message does not look into them. */
    private Object records() throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(bytes(bytesCount()));
        for (String name : List.of("record.internal.", "record.")) {
            try {
                Class<?> type = Class.forName("org.apache.kafka.common." + name + "MemoryRecords");
                return type.getMethod("readableRecords", ByteBuffer.class).invoke(null, buffer);
            } catch (ClassNotFoundException absent) {
                // The class has moved between releases.
            }
        }
        throw new IllegalStateException("no MemoryRecords");
    }

    /** Schemas spell a field with underscores, classes with capitals. */
    private static String plainName(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Null where Kafka ships no converter for the message. */
    private static JsonNode jsonOf(Message message, short version) throws Exception {
        Class<?> type = message.getClass();
        Class<?> converter;
        try {
            converter = Class.forName(type.getName() + "JsonConverter");
        } catch (ClassNotFoundException absent) {
            return null;
        }
        Method write = converter.getMethod("write", type, short.class, boolean.class);
        return (JsonNode) write.invoke(null, message, version, false);
    }

    /** Values as plain text: names and values in the schema's order, doubles as bits. */
    private static StringBuilder text(JsonNode node, StringBuilder out) throws Exception {
        if (node.isObject()) {
            out.append('{');
            for (Iterator<Map.Entry<String, JsonNode>> it = node.fields(); it.hasNext();) {
                Map.Entry<String, JsonNode> field = it.next();
                text(field.getValue(), out.append(field.getKey()).append(':')).append(',');
            }
            return out.append('}');
        }
        if (node.isArray()) {
            out.append('[');
            for (JsonNode item : node) text(item, out).append(',');
            return out.append(']');
        }
        if (node.isBinary()) return out.append('b').append(Base64.getEncoder().encodeToString(node.binaryValue()));
        if (node.isDouble()) return out.append('d').append(Long.toHexString(Double.doubleToRawLongBits(node.doubleValue())));
        return node.isTextual() ? out.append('"').append(node.textValue()).append('"') : out.append(node.asText());
    }
}

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Base64;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Reads lines of a partition count and a key in base64; prints the partition of each. */
public class KeyPartitions {
    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split(" ", -1);
            byte[] key = Base64.getDecoder().decode(parts[1]);
            int count = Integer.parseInt(parts[0]);
            out.append(BuiltInPartitioner.partitionForKey(key, count)).append('\n');
        }
        PrintStream stream = new PrintStream(System.out, false);
        stream.print(out);
        stream.flush();
    }
}

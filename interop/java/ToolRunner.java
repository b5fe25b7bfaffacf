// Runs Apache Kafka's command-line tools one after another inside one JVM, so that each costs
// milliseconds instead of a start. One JSON object a line on standard input
// ({main, args, stdin}), one on standard output ({code, stdout, stderr}). A tool that exits only
// ends its own thread, and each run has its own class loader: tools keep state in statics.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Exit;

public class ToolRunner {
    private static final long HOOK_MS = 5_000;
    private static final Queue<Runnable> hooks = new ConcurrentLinkedQueue<>();
    private static volatile CompletableFuture<Integer> running = new CompletableFuture<>();

    /** Loads the tools' own classes anew and everything else from the application. */
    private static final class ToolLoader extends URLClassLoader {
        ToolLoader(URL[] jars) {
            super(jars, ToolRunner.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("org.apache.kafka.tools.")
                || name.startsWith("kafka.tools.") || name.startsWith("kafka.admin.");
            if (!own) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    private static void stop(int code) {
        running.complete(code);
        // Exiting never returns; an exception here would be caught and reported by the tool.
        while (true) LockSupport.park();
    }

    /** What a JVM does at its end; one that never finishes keeps nobody waiting. */
    private static void runHooks() throws InterruptedException {
        for (Runnable hook = hooks.poll(); hook != null; hook = hooks.poll()) {
            Thread thread = new Thread(hook);
            thread.setDaemon(true);
            thread.start();
            thread.join(HOOK_MS);
        }
    }

    private static URL[] jars() throws Exception {
        String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) urls[i] = new File(paths[i]).toURI().toURL();
        return urls;
    }

    private static Thread start(String main, String[] args, CompletableFuture<Integer> done)
            throws Exception {
        ClassLoader loader = new ToolLoader(jars());
        Thread thread = new Thread(() -> {
            try {
                Class.forName(main, true, loader).getMethod("main", String[].class)
                    .invoke(null, (Object) args);
                done.complete(0);
            } catch (InvocationTargetException e) {
                System.err.print("Exception in thread \"main\" ");
                e.getCause().printStackTrace();
                done.complete(1);
            } catch (Throwable e) {
                System.err.println("Error: Could not find or load main class " + main);
                done.complete(1);
            }
        }, "main");
        thread.setContextClassLoader(loader);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        ObjectMapper json = new ObjectMapper();
        Exit.setExitProcedure((code, message) -> stop(code));
        Exit.setHaltProcedure((code, message) -> stop(code));
        Exit.setShutdownHookAdder((name, hook) -> hooks.add(hook));
        BufferedReader requests =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            JsonNode request = json.readTree(line);
            String[] args = json.convertValue(request.get("args"), String[].class);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            System.setIn(new ByteArrayInputStream(
                request.get("stdin").asText().getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            running = new CompletableFuture<>();
            start(request.get("main").asText(), args, running);
            ObjectNode answer = json.createObjectNode();
            answer.put("code", running.get());
            runHooks();
            System.out.flush();
            System.err.flush();
            answer.put("stdout", out.toString(StandardCharsets.UTF_8));
            answer.put("stderr", err.toString(StandardCharsets.UTF_8));
            answers.println(json.writeValueAsString(answer));
            answers.flush();
        }
    }
}

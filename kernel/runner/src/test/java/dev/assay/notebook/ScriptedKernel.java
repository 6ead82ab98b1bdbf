package dev.assay.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Author;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Complaints;
import dev.assay.jupyter.ConnectionFile;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.KernelServer;
import dev.assay.jupyter.Message;
import dev.assay.notebook.kernel.KernelSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel in a process of its own that does what a cell's lines say, also what no good kernel does: {@code print TEXT},
 * {@code show ID TEXT}, {@code update ID TEXT}, {@code odd ID}, an update with values of wrong types, {@code clear now|wait}, {@code file PATH}, {@code time}, {@code publish NAME VALUE}, {@code later MILLIS TEXT},
 * {@code sleep MILLIS}, {@code many N LENGTH}, {@code fail NAME TEXT}, {@code ask}, {@code garbage}, {@code die CODE},
 * {@code start MILLIS} a process that lasts, {@code hang} until interrupted, {@code deaf} for ever, {@code never-idle}, {@code never-reply}, {@code NAME = VALUE} and,
 * of such a name, {@code say}, {@code halves}, {@code reveal} as a value, {@code named} for one, {@code betray} in an error
 * and {@code mutter} past all cells.
 */
public final class ScriptedKernel {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?:\\w+ )?(\\w+) = \"?(.*?)\"?;?");

    private final Author author = new Author("scripted");
    private final BlockingQueue<Message> cells = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<String, String> variables = new HashMap<>();
    private final KernelServer server;
    private volatile CountDownLatch interrupt = new CountDownLatch(1);
    private int count;
    private boolean replies = true;
    private boolean idles = true;
    private String failure = "";

    private ScriptedKernel(ConnectionFile file) throws IOException {
        server = new KernelServer(file, author, new Complaints(System.err));
    }

    /** How a runner starts it; {@code word} is its first argument: {@code normal}, or a way not to start. */
    public static KernelSpec spec(String word) {
        return new KernelSpec(
                "scripted",
                "Scripted",
                "java",
                List.of(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScriptedKernel.class.getName(),
                        word,
                        "{connection_file}"),
                Map.of(),
                false,
                !word.equals("given-ports"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        if (words[0].startsWith("once:") && new File(words[0].substring(5)).createNewFile()) {
            System.exit(7);
        }
        if (words[0].equals("refuse")) {
            System.err.println("no licence");
            System.exit(7);
        }
        if (words[0].equals("silent") || words[0].equals("linger")) {
            Thread.sleep(words[0].equals("silent") ? 60_000 : Long.parseLong(words[1]));
        }
        Path path = Path.of(words[1]);
        ConnectionFile file = ConnectionFile.read(path);
        ScriptedKernel kernel = new ScriptedKernel(file);
        kernel.serve();
        if (file.leavesPortsOpen()) {
            kernel.server.connection().write(path, "scripted");
        }
        var unused = ProcessHandle.of(Long.parseLong(System.getenv("JPY_PARENT_PID")))
                .orElseThrow()
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(0));
        kernel.end.await();
        kernel.server.close();
        System.exit(0);
    }

    private void serve() throws IOException {
        Thread worker = new Thread(this::work);
        worker.setDaemon(true);
        worker.start();
        server.start((channel, request) -> {
            switch (request.type()) {
                case "kernel_info_request" -> {
                    status(request, "busy");
                    ObjectNode info = Json.object().put("status", "ok").put("implementation_version", "1");
                    info.set("language_info", Json.object().put("name", "java").put("version", "17"));
                    server.send(channel, author.reply(request, "kernel_info_reply", info));
                    status(request, "idle");
                }
                case "execute_request" -> cells.add(request);
                case "interrupt_request" -> {
                    interrupt.countDown();
                    server.send(channel, author.reply(request, "interrupt_reply", ok()));
                }
                case "shutdown_request" -> {
                    server.send(channel, author.reply(request, "shutdown_reply", ok()));
                    end.countDown();
                }
                default -> {}
            }
        });
    }

    private void work() {
        try {
            while (true) {
                cell(cells.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cell(Message request) throws InterruptedException {
        boolean silent = request.content().path("silent").asBoolean();
        interrupt = new CountDownLatch(1);
        replies = true;
        idles = true;
        failure = "";
        status(request, "busy");
        if (!silent) {
            publish(request, "execute_input", Json.object().put("execution_count", ++count));
        }
        for (String line : request.content().path("code").asText().split("\n")) {
            if (failure.isEmpty()) {
                line(request, line.strip());
            }
        }
        ObjectNode reply =
                failure.isEmpty() ? ok() : Json.object().put("status", "error").put("ename", failure);
        if (replies) {
            server.send(Channel.SHELL, author.reply(request, "execute_reply", reply));
        }
        if (idles) {
            status(request, "idle");
        }
    }

    private void line(Message request, String line) throws InterruptedException {
        String[] words = line.split(" ", 3);
        String first = words.length > 1 ? words[1] : "";
        String rest = words.length > 2 ? words[2] : "";
        switch (words[0]) {
            case "print" -> print(request, line.substring(6) + "\n");
            case "say" -> print(request, known(first) + "\n");
            case "time" -> print(request, Instant.now() + "\n");
            case "halves" -> halves(request, known(first));
            case "reveal" -> publish(request, "display_data", value(first, known(first)));
            case "named" -> named(request, known(first));
            case "betray" -> fail(request, "Betrayed", known(first));
            case "show" -> publish(request, "display_data", shown(first, rest));
            case "update" -> publish(request, "update_display_data", shown(first, rest));
            case "odd" -> publish(request, "update_display_data", odd(first));
            case "clear" -> publish(request, "clear_output", Json.object().put("wait", first.equals("wait")));
            case "file" -> print(request, read(first));
            case "publish" -> publish(request, "display_data", value(first, rest));
            case "later" -> later(request, Long.parseLong(first), rest);
            case "sleep" -> interrupted(request, Long.parseLong(first));
            case "hang" -> interrupted(request, 60_000);
            case "deaf" -> Thread.sleep(60_000);
            case "many" -> many(request, Integer.parseInt(first), Integer.parseInt(rest));
            case "fail" -> fail(request, first, rest);
            case "ask" ->
                fail(
                        request,
                        "StdinNotImplementedError",
                        "allow_stdin " + request.content().path("allow_stdin"));
            case "start" -> start(request, first);
            case "garbage" -> garbage(request);
            case "mutter" -> System.err.println(known(first));
            case "die" -> Runtime.getRuntime().halt(Integer.parseInt(first));
            case "never-idle" -> idles = false;
            case "never-reply" -> replies = false;
            default -> assign(line);
        }
    }

    private String known(String name) {
        return variables.getOrDefault(name, "?");
    }

    /** In two messages, as a buffer that is full has it. */
    private void halves(Message request, String text) {
        print(request, text.substring(0, text.length() / 2));
        print(request, text.substring(text.length() / 2) + "\n");
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            return e + "\n";
        }
    }

    private void assign(String line) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (assignment.matches()) {
            variables.put(assignment.group(1), assignment.group(2));
        }
    }

    private void interrupted(Message request, long millis) throws InterruptedException {
        if (interrupt.await(millis, TimeUnit.MILLISECONDS)) {
            fail(request, "KeyboardInterrupt", "stopped");
        }
    }

    private void later(Message request, long millis, String text) {
        new Thread(() -> {
                    try {
                        Thread.sleep(millis);
                        print(request, text + "\n");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start();
    }

    private void many(Message request, int messages, int length) {
        char[] text = new char[length];
        Arrays.fill(text, 'x');
        text[length - 1] = '\n';
        for (int i = 0; i < messages; i++) {
            print(request, new String(text));
        }
    }

    private void start(Message request, String millis) {
        try {
            Process started = new ProcessBuilder(
                            java(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ScriptedKernel.class.getName(),
                            "linger",
                            millis)
                    .start();
            print(request, started.pid() + "\n");
        } catch (IOException e) {
            fail(request, "IOException", String.valueOf(e.getMessage()));
        }
    }

    /** Fields missing and of other types than agreed. */
    private void garbage(Message request) {
        publish(request, "stream", Json.object());
        publish(request, "display_data", Json.object().put("data", 3));
        publish(request, "error", Json.object().put("traceback", "none"));
        publish(request, "no_such_type", Json.object());
        publish(request, "update_display_data", Json.object());
        publish(request, "status", Json.object().put("execution_state", 5));
    }

    private void fail(Message request, String name, String text) {
        failure = name;
        ObjectNode error = Json.object().put("ename", name).put("evalue", text);
        error.putArray("traceback").add(name + ": " + text);
        publish(request, "error", error);
    }

    private static ObjectNode shown(String id, String text) {
        ObjectNode content = Json.object();
        content.set("data", Json.object().put("text/plain", text));
        content.set("metadata", Json.object());
        content.set("transient", Json.object().put("display_id", id));
        return content;
    }

    private static ObjectNode odd(String id) {
        ObjectNode content = shown(id, "");
        ObjectNode data = Json.object().put("image/png", 5).putNull("text/html");
        data.putArray("text/plain").add("one\n").add("two");
        data.putArray("text/latex").add(1).add("a");
        data.putObject("application/json")
                .put("b", 1)
                .putObject("a")
                .put("d", 2)
                .put("c", 3);
        content.set("data", data);
        return content;
    }

    private static ObjectNode value(String name, String value) {
        ObjectNode data = Json.object().put("text/plain", name + " = " + value);
        data.set(
                "application/vnd.assay.value+json",
                Json.object().put("name", name).put("value", value));
        ObjectNode content = Json.object();
        content.set("data", data);
        return content;
    }

    private void named(Message request, String name) {
        ObjectNode content = value(name, "3");
        content.withObject("/data").put(name, name);
        content.withObject("/metadata").put(name, 1).put("of", name);
        publish(request, "display_data", content);
        publish(request, "stream", Json.object().put("name", name).put("text", "called odd"));
    }

    private void print(Message request, String text) {
        publish(request, "stream", Json.object().put("name", "stdout").put("text", text));
    }

    private void status(Message request, String state) {
        publish(request, "status", Json.object().put("execution_state", state));
    }

    private void publish(Message request, String type, ObjectNode content) {
        server.send(Channel.IOPUB, author.publication(request.header().json(), type, content));
    }

    private static ObjectNode ok() {
        return Json.object().put("status", "ok").put("execution_count", 1);
    }
}

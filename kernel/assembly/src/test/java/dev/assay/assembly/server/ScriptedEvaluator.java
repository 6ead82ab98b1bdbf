package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.jupyter.Json;
import dev.assay.kernel.Completeness;
import dev.assay.kernel.Completions;
import dev.assay.kernel.Evaluator;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outcome;
import dev.assay.kernel.Outputs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs cells of one command a line, so that tests of the server say what a cell does without a compiler. */
public final class ScriptedEvaluator implements Evaluator {
    final Map<String, String> comms = new ConcurrentHashMap<>();
    final CountDownLatch background = new CountDownLatch(1);
    volatile Comms.@Nullable Wire wire;
    /** Done when a cell has come and does not count as running yet. */
    volatile Runnable entering = () -> {};

    private volatile @Nullable Thread running;
    private volatile boolean closed;

    @Override
    public Outcome execute(Cell cell, Outputs outputs) {
        entering.run();
        running = Thread.currentThread();
        try {
            String result = null;
            for (String line : cell.code().split("\n")) {
                String[] words = line.split(" ", 2);
                String rest = words.length > 1 ? words[1] : "";
                result = step(words[0], rest, outputs, cell);
            }
            return new Outcome.Done(result == null ? null : text(result));
        } catch (InterruptedException e) {
            return new Outcome.Failed("KeyboardInterrupt", "", List.of("KeyboardInterrupt"));
        } catch (IOException | IllegalStateException e) {
            return new Outcome.Failed(e.getClass().getName(), String.valueOf(e.getMessage()), List.of("at line 1"));
        } finally {
            running = null;
        }
    }

    private @Nullable String step(String command, String rest, Outputs outputs, Cell cell)
            throws InterruptedException, IOException {
        switch (command) {
            case "value" -> {
                return rest;
            }
            case "number" -> {
                return Integer.toString(cell.number());
            }
            case "input" -> {
                return outputs.input(rest, false);
            }
            case "password" -> {
                return outputs.input(rest, true);
            }
            case "print" -> outputs.text(Outputs.Stream.STDOUT, rest);
            case "err" -> outputs.text(Outputs.Stream.STDERR, rest);
            case "display" -> outputs.display(text(rest), null);
            case "show" -> outputs.display(text(rest), "shown");
            case "update" -> outputs.update(text(rest), "shown");
            case "clear" -> outputs.clear(rest.equals("wait"));
            case "pause" -> Thread.sleep(Long.parseLong(rest));
            case "sleep" -> new CountDownLatch(1).await();
            case "spin" -> spin();
            case "later" -> later(rest, outputs);
            case "comm" -> say(rest, new Comms.Payload(Json.object(), Json.object(), List.of()));
            case "fail" -> throw new IllegalStateException(rest);
            case "error" -> throw new StackOverflowError(rest);
            default -> throw new IllegalStateException("unknown command " + command);
        }
        return null;
    }

    private void say(String type, Comms.Payload payload) {
        Comms.Wire out = wire;
        if (out != null) {
            out.send(type, Json.object().put("comm_id", "c1"), payload);
        }
    }

    private void spin() {
        while (!closed) {
            Thread.onSpinWait();
        }
    }

    private void later(String text, Outputs outputs) {
        Thread thread = new Thread(() -> {
            try {
                background.await();
                outputs.text(Outputs.Stream.STDOUT, text);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    static MimeBundle text(String text) {
        Map<String, JsonNode> data = new LinkedHashMap<>();
        data.put("text/plain", TextNode.valueOf(text));
        return new MimeBundle(data, Map.of());
    }

    @Override
    public Outcome evaluate(String expression, Outputs outputs) {
        return execute(new Cell(0, expression, true), outputs);
    }

    @Override
    public boolean interrupt() {
        Thread thread = running;
        if (thread != null) {
            thread.interrupt();
        }
        return thread != null;
    }

    @Override
    public Completions complete(String code, int cursor) {
        if (code.equals("throw")) {
            throw new StackOverflowError("in completion");
        }
        return new Completions(List.of(new Completions.Completion("pr\u0131nt", "function", "()")), 0, cursor);
    }

    @Override
    public Optional<MimeBundle> inspect(String code, int cursor, int detail) {
        return code.isEmpty() ? Optional.empty() : Optional.of(text(code + " at " + cursor + " detail " + detail));
    }

    @Override
    public Completeness completeness(String code) {
        return code.endsWith("{") ? new Completeness("incomplete", "    ") : new Completeness("complete", "");
    }

    @Override
    public Comms comms() {
        return new Comms() {
            @Override
            public void sendTo(Wire target) {
                wire = target;
            }

            @Override
            public void opened(String id, String target, Payload payload) {
                comms.put(id, target);
            }

            @Override
            public void message(String id, Payload payload) {
                say("comm_msg", payload);
            }

            @Override
            public void closed(String id, Payload payload) {
                comms.remove(id);
            }

            @Override
            public Map<String, String> open() {
                return Map.copyOf(comms);
            }
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}

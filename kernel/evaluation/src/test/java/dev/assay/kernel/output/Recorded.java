package dev.assay.kernel.output;

import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Outputs that remember what came, in order. */
class Recorded implements Outputs {
    final List<String> events = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    @Override
    public void text(Stream stream, String text) {
        events.add((stream == Stream.STDOUT ? "out:" : "err:") + text);
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String displayId) {
        events.add("display:" + bundle.data().get("text/plain"));
    }

    @Override
    public void update(MimeBundle bundle, String displayId) {
        events.add("update:" + displayId);
    }

    @Override
    public void clear(boolean wait) {
        events.add("clear:" + wait);
    }

    @Override
    public String input(String prompt, boolean password) throws IOException, InterruptedException {
        events.add("input");
        return answers.take();
    }

    interface Body {
        void run() throws Exception;
    }

    /** Runs a whole cell whose outputs come here. */
    void cell(CellSession session, boolean input, Body body) throws Exception {
        CellContext cell = CellContext.begin(session, 1, this, input);
        try {
            cell.run(body::run);
        } finally {
            cell.end();
        }
    }

    String text(String stream) {
        return events.stream()
                .filter(event -> event.startsWith(stream))
                .map(event -> event.substring(stream.length()))
                .collect(Collectors.joining());
    }

    String out() {
        return text("out:");
    }

    String err() {
        return text("err:");
    }
}

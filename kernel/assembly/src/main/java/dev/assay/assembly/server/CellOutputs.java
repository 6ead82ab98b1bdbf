package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Json;
import dev.assay.jupyter.Message;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The outputs of one cell on iopub, with that cell as parent however late they come. A silent cell has none. */
final class CellOutputs implements Outputs {
    private final Activity activity;
    private final Questions questions;
    private final Message cell;
    private final boolean silent;
    private final boolean mayAsk;

    CellOutputs(Activity activity, Questions questions, Message cell, boolean silent, boolean mayAsk) {
        this.activity = activity;
        this.questions = questions;
        this.cell = cell;
        this.silent = silent;
        this.mayAsk = mayAsk;
    }

    @Override
    public void text(Stream stream, String text) {
        if (!text.isEmpty()) {
            String name = stream == Stream.STDOUT ? "stdout" : "stderr";
            publish("stream", Json.object().put("name", name).put("text", text));
        }
    }

    @Override
    public void display(MimeBundle bundle, @Nullable String displayId) {
        publish("display_data", displayed(bundle, displayId));
    }

    @Override
    public void update(MimeBundle bundle, String displayId) {
        publish("update_display_data", displayed(bundle, displayId));
    }

    @Override
    public void clear(boolean wait) {
        publish("clear_output", Json.object().put("wait", wait));
    }

    @Override
    public String input(String prompt, boolean password) throws IOException, InterruptedException {
        if (!mayAsk) {
            throw new IOException("this frontend takes no input (the cell was sent with allow_stdin false)");
        }
        if (!activity.isRunning(cell)) {
            throw new IOException("the cell that asks for input has ended");
        }
        return questions.ask(cell, prompt, password);
    }

    void publish(String type, ObjectNode content) {
        if (!silent) {
            activity.publish(cell, type, content);
        }
    }

    private static ObjectNode displayed(MimeBundle bundle, @Nullable String displayId) {
        ObjectNode content = Replies.bundle(Json.object(), bundle);
        ObjectNode transients = content.putObject("transient");
        if (displayId != null) {
            transients.put("display_id", displayId);
        }
        return content;
    }
}

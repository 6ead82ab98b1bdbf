package dev.assay.notebook.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Channel;
import dev.assay.jupyter.Exchange;
import dev.assay.jupyter.Json;
import dev.assay.notebook.kernel.KernelStartException;
import dev.assay.notebook.kernel.RunningKernel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Code that leaves nothing: no output, no number, no line in the kernel's history. */
record SilentCell(String code) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    void run(RunningKernel kernel) throws KernelStartException, InterruptedException {
        ObjectNode content = Json.object()
                .put("code", code)
                .put("silent", true)
                .put("store_history", false)
                .put("allow_stdin", false)
                .put("stop_on_error", true);
        content.set("user_expressions", Json.object());
        try (Exchange exchange =
                kernel.client().send(Channel.SHELL, "execute_request", content).repliesOnly()) {
            ObjectNode reply = exchange.reply(PATIENCE).content();
            if (!reply.path("status").asText().equals("ok")) {
                throw new KernelStartException("the kernel does not take the secrets: "
                        + reply.path("ename").asText());
            }
        } catch (TimeoutException | IllegalStateException e) {
            throw new KernelStartException("the kernel did not take the secrets: no answer");
        }
    }

    /** Not the code: it holds what nobody is to read. */
    @Override
    public String toString() {
        return "SilentCell";
    }
}

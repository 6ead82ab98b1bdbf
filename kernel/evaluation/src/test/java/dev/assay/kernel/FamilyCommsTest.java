package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonObject;
import dev.assay.kernel.Evaluator.Comms.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.junit.jupiter.api.Test;

/** Comms of an extension of the jjava family, as a frontend meets them. */
class FamilyCommsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PIXELS = {0, -1, 127, -128};

    private final FamilyComms comms = new FamilyComms();
    private final List<String> sent = new ArrayList<>();
    private final List<Payload> payloads = new ArrayList<>();

    /** Remembers what came. */
    private static final class Widget extends Comm {
        final List<Message<?>> received = new ArrayList<>();

        Widget(CommManager manager, String id, String target) {
            super(manager, id, target);
        }

        @Override
        protected void onMessage(Message<CommMsgCommand> message) {
            received.add(message);
        }

        @Override
        protected void onClose(Message<CommCloseCommand> message, boolean sending) {
            received.add(message);
        }
    }

    private void listen() {
        comms.sendTo((type, content, payload) -> {
            sent.add(type + " " + content);
            payloads.add(payload);
        });
    }

    private static Payload payload(String data) throws Exception {
        ObjectNode metadata = JSON.createObjectNode().put("version", "2.1.0");
        return new Payload(JSON.readTree(data), metadata, List.of(PIXELS, new byte[0]));
    }

    @Test
    void takesBuffersAndMetadataOfEveryMessage() throws Exception {
        listen();
        List<Message<?>> opening = new ArrayList<>();
        List<Widget> widgets = new ArrayList<>();
        comms.registerTarget("widget", (manager, id, target, message) -> {
            opening.add(message);
            widgets.add(new Widget(manager, id, target));
            return widgets.get(0);
        });

        comms.opened("c1", "widget", payload("{\"a\":1}"));
        comms.message("c1", payload("{}"));
        comms.closed("c1", payload("{}"));

        List<Message<?>> all = new ArrayList<>(opening);
        all.addAll(widgets.get(0).received);
        assertThat(all).hasSize(3).allSatisfy(message -> {
            assertThat(message.getBlobs()).containsExactly(PIXELS, new byte[0]);
            assertThat(message.getMetadata()).containsExactly(Map.entry("version", "2.1.0"));
        });
        assertThat(comms.open()).isEmpty();
    }

    @Test
    void sendsThemToo() {
        listen();
        Widget widget = comms.openComm("widget", (manager, id, target, message) -> new Widget(manager, id, target));
        JsonObject data = new JsonObject();
        data.addProperty("n", 1);
        widget.send(data, Map.of("version", "2.1.0"), List.of(PIXELS));
        widget.send(data);

        assertThat(sent)
                .containsExactly(
                        "comm_open {\"comm_id\":\"" + widget.getID() + "\",\"target_name\":\"widget\"}",
                        "comm_msg {\"comm_id\":\"" + widget.getID() + "\"}",
                        "comm_msg {\"comm_id\":\"" + widget.getID() + "\"}");
        assertThat(payloads.get(1).buffers()).containsExactly(PIXELS);
        assertThat(payloads.get(1).metadata().toString()).isEqualTo("{\"version\":\"2.1.0\"}");
        assertThat(payloads.get(1).data().toString()).isEqualTo("{\"n\":1}");
        assertThat(payloads.get(2).buffers()).isEmpty();
        assertThat(payloads.get(2).metadata()).isEmpty();
    }
}

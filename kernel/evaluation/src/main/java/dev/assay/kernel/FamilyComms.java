package dev.assay.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommFactory;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.comm.CommTarget;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.jspecify.annotations.Nullable;

/** The base's comms, led over our wire instead of its sockets. Before there is one, nothing can be opened. */
final class FamilyComms extends CommManager implements Evaluator.Comms {
    /** Made when the first comm speaks: it takes a tenth of a second, and a kernel's start would wait for it. */
    private static final class Mapper {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    private static final Method ON_MESSAGE = method("onMessage", Message.class);
    private static final Method ON_CLOSE = method("onClose", Message.class, boolean.class);

    private volatile @Nullable Wire wire;

    FamilyComms() {
        targets = new ConcurrentHashMap<>();
        comms = new ConcurrentHashMap<>();
    }

    @Override
    public void sendTo(Wire frontend) {
        wire = frontend;
    }

    @Override
    @SuppressWarnings("NullAway") // the base returns null where it has no socket
    public <T extends Comm> T openComm(String target, CommFactory<T> factory) {
        if (wire == null) {
            return null;
        }
        String id = UUID.randomUUID().toString();
        CommOpenCommand content = new CommOpenCommand(id, target, new JsonObject());
        Message<CommOpenCommand> message = message(content);
        T comm = factory.produce(this, id, target, message);
        registerComm(comm);
        ObjectNode sent = content(id).put("target_name", target);
        send("comm_open", sent, content.getData(), message.getMetadata(), message.getBlobs());
        return comm;
    }

    @Override
    public void messageComm(
            String id, JsonObject data, @Nullable Map<String, Object> metadata, @Nullable List<byte[]> blobs) {
        send("comm_msg", content(id), data, metadata, blobs);
    }

    @Override
    public void closeComm(Comm comm) {
        CommCloseCommand content = new CommCloseCommand(comm.getID(), new JsonObject());
        send("comm_close", content(comm.getID()), content.getData(), null, null);
        Comm known = unregisterComm(comm.getID());
        if (known != null) {
            call(ON_CLOSE, known, message(content), true);
        }
    }

    @Override
    public void opened(String id, String target, Payload payload) {
        CommTarget known = getTarget(target);
        if (known == null) {
            send("comm_close", content(id), new JsonObject(), null, null);
            return;
        }
        CommOpenCommand content = new CommOpenCommand(id, target, gson(payload.data()));
        registerComm(known.createComm(this, id, target, message(content, payload)));
    }

    @Override
    public void message(String id, Payload payload) {
        Comm comm = getCommByID(id);
        if (comm != null) {
            call(ON_MESSAGE, comm, message(new CommMsgCommand(id, gson(payload.data())), payload));
        }
    }

    @Override
    public void closed(String id, Payload payload) {
        Comm comm = unregisterComm(id);
        if (comm != null) {
            CommCloseCommand content = new CommCloseCommand(id, gson(payload.data()));
            call(ON_CLOSE, comm, message(content, payload), false);
        }
    }

    @Override
    public Map<String, String> open() {
        Map<String, String> open = new TreeMap<>();
        comms.values().forEach(comm -> open.put(comm.getID(), comm.getTargetName()));
        return open;
    }

    /** The base calls these itself, from a class of their package that needs its sockets. */
    private static Method method(String name, Class<?>... types) {
        try {
            Method method = Comm.class.getDeclaredMethod(name, types);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("another version of jjava-jupyter", e);
        }
    }

    private static void call(Method method, Comm comm, Object... arguments) {
        try {
            method.invoke(comm, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("comm " + comm.getTargetName() + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("NullAway") // the base takes messages that answer nothing
    private static <T extends ContentType<T>> Message<T> message(T content) {
        return new Message<>((MessageContext) null, content.getType(), content);
    }

    @SuppressWarnings("NullAway") // the same
    private static <T extends ContentType<T>> Message<T> message(T content, Payload payload) {
        Map<String, Object> metadata = Mapper.MAPPER.convertValue(payload.metadata(), new TypeReference<>() {});
        return new Message<>((MessageContext) null, content.getType(), content, payload.buffers(), metadata);
    }

    private static ObjectNode content(String id) {
        return Mapper.MAPPER.createObjectNode().put("comm_id", id);
    }

    private void send(
            String type,
            ObjectNode content,
            JsonObject data,
            @Nullable Map<String, Object> metadata,
            @Nullable List<byte[]> buffers) {
        Wire frontend = wire;
        if (frontend != null) {
            ObjectNode said = metadata == null ? Mapper.MAPPER.createObjectNode() : Mapper.MAPPER.valueToTree(metadata);
            frontend.send(type, content, new Payload(jackson(data), said, buffers == null ? List.of() : buffers));
        }
    }

    private static JsonNode jackson(JsonElement data) {
        try {
            return Mapper.MAPPER.readTree(data.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + data, e);
        }
    }

    private static JsonObject gson(JsonNode data) {
        JsonElement element = JsonParser.parseString(data.toString());
        return element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
    }
}

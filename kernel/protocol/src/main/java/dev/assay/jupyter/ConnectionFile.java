package dev.assay.jupyter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where a kernel listens and the key that signs its messages. {@link #toString} does not show the key.
 *
 * @param ip the address, as the file gives it
 * @param ports port by channel, 0 where the kernel is to choose
 * @param key the shared secret; empty where messages are not signed
 */
public record ConnectionFile(String ip, Map<Channel, Integer> ports, String key) {
    private static final int MAX_SIZE = 64 << 10;
    private static final int KEY_BYTES = 32;

    /** Checks that every channel has a port. */
    public ConnectionFile {
        ports = Collections.unmodifiableMap(new EnumMap<>(ports));
        for (Channel channel : Channel.values()) {
            Integer port = ports.get(channel);
            if (port == null || port < 0 || port > 65_535) {
                throw new IllegalArgumentException(channel.key() + "_port is " + port + ", expected 0 to 65535");
            }
        }
    }

    /**
     * Reads a connection file.
     *
     * @throws IOException if it cannot be read, is no connection file, or asks for what this kernel has not: another transport
     *     than tcp, another signature than hmac-sha256
     */
    public static ConnectionFile read(Path file) throws IOException {
        if (Files.size(file) > MAX_SIZE) {
            throw new IOException(file + ": too large for a connection file");
        }
        ObjectNode json;
        try {
            json = Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            // Not the parser's message: it quotes the file, and the file holds the key.
            throw new IOException(
                    file + ": not a connection file (" + e.getClass().getSimpleName() + ")");
        }
        try {
            return parse(json);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static ConnectionFile parse(ObjectNode json) {
        String transport = text(json, "transport", "tcp");
        if (!transport.equals("tcp")) {
            throw new IllegalArgumentException(
                    "transport " + transport + " is not available; use tcp (KernelManager.transport = 'tcp')");
        }
        String key = text(json, "key", "");
        String scheme = text(json, "signature_scheme", "hmac-sha256");
        if (!key.isEmpty() && !scheme.equals("hmac-sha256")) {
            throw new IllegalArgumentException("signature_scheme " + scheme + " is not available; use hmac-sha256");
        }
        Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            ports.put(channel, port(json, channel.key() + "_port"));
        }
        return new ConnectionFile(text(json, "ip", "127.0.0.1"), ports, key);
    }

    private static String text(ObjectNode json, String name, String otherwise) {
        JsonNode value = json.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value.textValue();
    }

    private static int port(ObjectNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isInt()) {
            throw new IllegalArgumentException(name + " is missing or no number");
        }
        return value.intValue();
    }

    /** A new key on the loopback address; the kernel chooses its ports and writes them back, so that nothing can race. */
    public static ConnectionFile local() {
        Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            ports.put(channel, 0);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new ConnectionFile("127.0.0.1", ports, HexFormat.of().formatHex(key));
    }

    /**
     * The same with ports that were free a moment ago, for kernels that cannot choose. Another process may take one before the
     * kernel does; the kernel then ends at once and the caller tries again.
     */
    public ConnectionFile withFreePorts() throws IOException {
        List<ServerSocket> open = new ArrayList<>();
        try {
            Map<Channel, Integer> free = new EnumMap<>(Channel.class);
            for (Channel channel : Channel.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ip));
                open.add(socket);
                free.put(channel, socket.getLocalPort());
            }
            return withPorts(free);
        } finally {
            for (ServerSocket socket : open) {
                socket.close();
            }
        }
    }

    /** The same with other ports. */
    public ConnectionFile withPorts(Map<Channel, Integer> replacement) {
        return new ConnectionFile(ip, replacement, key);
    }

    /** Whether some port is left to the kernel. */
    public boolean leavesPortsOpen() {
        return ports.containsValue(0);
    }

    /** Writes the file, readable by the user alone; an existing one is replaced as a whole. */
    public void write(Path file, String kernelName) throws IOException {
        ObjectNode json = Json.object();
        ports.forEach((channel, port) -> json.put(channel.key() + "_port", port));
        json.put("ip", ip);
        json.put("key", key);
        json.put("transport", "tcp");
        json.put("signature_scheme", "hmac-sha256");
        json.put("kernel_name", kernelName);
        PrivateFiles.replace(file, Json.write(json));
    }

    Signer signer() {
        return new Signer(key.getBytes(StandardCharsets.UTF_8));
    }

    /** ZeroMQ's name of a channel's endpoint. */
    String endpoint(Channel channel) {
        int port = port(channel);
        return "tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + (port == 0 ? "*" : port);
    }

    /** The port of a channel. */
    public int port(Channel channel) {
        Integer port = ports.get(channel);
        return port == null ? 0 : port;
    }

    @Override
    public String toString() {
        return "ConnectionFile[ip=" + ip + ", ports=" + ports + (key.isEmpty() ? ", unsigned]" : ", signed]");
    }
}

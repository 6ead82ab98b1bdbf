package dev.assay.jupyter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Messages that no kernel should take, most of them nearly right. */
final class Garble {
    private Garble() {}

    static List<byte[]> frames(WireFormat right, Author author, Random random) {
        List<byte[]> frames = new ArrayList<>(
                right.encode(author.message("echo_request", Json.object().put("a", 1))));
        switch (random.nextInt(7)) {
            case 0 ->
                frames.subList(random.nextInt(frames.size()), frames.size()).clear();
            case 1 -> frames.remove(random.nextInt(frames.size()));
            case 2 -> frames.set(random.nextInt(frames.size()), noise(random));
            case 3 -> {
                int i = 1 + random.nextInt(frames.size() - 1);
                byte[] frame = frames.get(i).clone();
                frame[random.nextInt(frame.length)] ^= (byte) (1 + random.nextInt(255));
                frames.set(i, frame);
            }
            case 4 -> frames.replaceAll(frame -> noise(random));
            case 5 -> {
                for (int i = 0; i < 20; i++) {
                    frames.add(random.nextInt(frames.size()), noise(random));
                }
            }
            default -> frames.set(1, "0".repeat(64).getBytes(StandardCharsets.US_ASCII));
        }
        if (frames.isEmpty()) {
            frames.add(new byte[0]);
        }
        return frames;
    }

    /** A connection that speaks HTTP, noise, or ZeroMQ with a lie in it, and then hangs up. */
    static void connectRaw(int port, Random random) throws IOException {
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            switch (random.nextInt(4)) {
                case 0 -> out.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                case 1 -> out.write(noise(random));
                case 2 -> out.write(greeting, 0, random.nextInt(64));
                default -> {
                    out.write(greeting);
                    // a long frame of eight exabytes
                    out.write(new byte[] {2, 0x7F, -1, -1, -1, -1, -1, -1, -1});
                    out.write(noise(random));
                }
            }
        } catch (SocketException e) {
            return; // hung up on us first, as it should
        }
    }

    /** A peer that is let in and announces a frame which it never sends. */
    static Socket announce(int port, int size) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] greeting = new byte[64];
        greeting[0] = (byte) 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3;
        System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
        out.write(greeting);
        byte[] ready = "\5READY\13Socket-Type\0\0\0\6DEALER".getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {4, (byte) ready.length});
        out.write(ready);
        out.write(2);
        out.write(ByteBuffer.allocate(8).putLong(size).array());
        out.write(new byte[100]);
        socket.getOutputStream().write(out.toByteArray());
        return socket;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        return noise;
    }
}

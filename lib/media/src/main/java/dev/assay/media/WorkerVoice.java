package dev.assay.media;

import dev.assay.source.FactsFormat;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What a worker says to its parent: frames of a mark, a kind, a length and the bytes. Answers gather until a batch is
 * through or the watch finds them waiting. Safe for several threads.
 */
final class WorkerVoice {

    /** Begins each frame: what a library prints between them is not taken for one. */
    static final int MARK = 0xA55A_17ED;

    static final int ALIVE = 0;
    static final int READY = 1;
    static final int CANNOT = 2;
    static final int ANSWER = 3;
    static final int REFUSED = 4;

    private final DataOutputStream out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream frame = new DataOutputStream(bytes);
    private boolean waiting;

    WorkerVoice(OutputStream channel) {
        out = new DataOutputStream(new BufferedOutputStream(channel, 1 << 16));
    }

    /** The engine is loaded. */
    synchronized void ready(String version) throws IOException {
        FactsFormat.writeText(version, frame);
        send(READY);
        flush();
    }

    /** The engine does not load, and why. */
    synchronized void cannot(String why) throws IOException {
        FactsFormat.writeText(why, frame);
        send(CANNOT);
        flush();
    }

    /** What the user gave the engine cannot be used, and why. */
    synchronized void refused(String why) throws IOException {
        FactsFormat.writeText(why, frame);
        send(REFUSED);
        flush();
    }

    /** One answer; answers come in the order of the questions. */
    synchronized void say(Answer answer) throws IOException {
        answer.write(frame);
        send(ANSWER);
        waiting = true;
    }

    /** A file takes long, and is being read. */
    synchronized void alive() throws IOException {
        send(ALIVE);
        flush();
    }

    /** Hands on what has gathered. */
    synchronized void flush() throws IOException {
        out.flush();
        waiting = false;
    }

    /** Hands on what has gathered, if anything has. */
    synchronized void flushWaiting() throws IOException {
        if (waiting) {
            flush();
        }
    }

    private void send(int kind) throws IOException {
        out.writeInt(MARK);
        out.writeByte(kind);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        bytes.reset();
    }
}

package dev.assay.media;

import dev.assay.source.FactsFormat;
import dev.assay.source.MediaFacts;
import dev.assay.source.Timeline;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a worker answers about one file. */
sealed interface Answer {

    /** To a probe. */
    record Facts(MediaFacts facts) implements Answer {}

    /** To the question for a timeline. */
    record Scenes(Timeline timeline) implements Answer {}

    /** To the question for a thumbnail. */
    record Jpeg(Optional<byte[]> bytes) implements Answer {}

    /** The file cannot be decoded, in the engine's words. */
    record Undecodable(String reason) implements Answer {}

    /** The engine threw what it should not. */
    record Failed(String failure) implements Answer {}

    /** What the user gave the engine cannot be used, whatever the file. */
    record Refused(String reason) implements Answer {}

    /** Largest thumbnail, and most entries of a timeline, that are believed. */
    int MOST = 1 << 26;

    default void write(DataOutput out) throws IOException {
        if (this instanceof Facts answer) {
            out.writeByte(0);
            FactsFormat.write(answer.facts(), out);
        } else if (this instanceof Scenes answer) {
            out.writeByte(1);
            write(answer.timeline(), out);
        } else if (this instanceof Jpeg answer) {
            out.writeByte(2);
            byte[] bytes = answer.bytes().orElse(new byte[0]);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else if (this instanceof Undecodable answer) {
            out.writeByte(3);
            FactsFormat.writeText(answer.reason(), out);
        } else if (this instanceof Failed answer) {
            out.writeByte(4);
            FactsFormat.writeText(answer.failure(), out);
        } else if (this instanceof Refused answer) {
            out.writeByte(5);
            FactsFormat.writeText(answer.reason(), out);
        }
    }

    private static void write(Timeline timeline, DataOutput out) throws IOException {
        out.writeDouble(timeline.duration());
        out.writeInt(timeline.cuts().size());
        for (double cut : timeline.cuts()) {
            out.writeDouble(cut);
        }
        out.writeInt(timeline.black().size());
        for (Timeline.Span span : timeline.black()) {
            out.writeDouble(span.start());
            out.writeDouble(span.end());
        }
    }

    static Answer read(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 0 -> new Facts(FactsFormat.read(in));
            case 1 -> new Scenes(readTimeline(in));
            case 2 -> new Jpeg(readBytes(in));
            case 3 -> new Undecodable(FactsFormat.readText(in));
            case 4 -> new Failed(FactsFormat.readText(in));
            case 5 -> new Refused(FactsFormat.readText(in));
            default -> throw new StreamCorruptedException("expected an answer, found kind " + kind);
        };
    }

    private static Timeline readTimeline(DataInput in) throws IOException {
        double duration = in.readDouble();
        int cuts = count(in);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < cuts; i++) {
            times.add(in.readDouble());
        }
        int spans = count(in);
        List<Timeline.Span> black = new ArrayList<>();
        for (int i = 0; i < spans; i++) {
            black.add(new Timeline.Span(in.readDouble(), in.readDouble()));
        }
        return new Timeline(duration, times, black);
    }

    private static Optional<byte[]> readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[count(in)];
        in.readFully(bytes);
        return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    }

    private static int count(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new StreamCorruptedException("expected a number of entries, found " + count);
        }
        return count;
    }
}

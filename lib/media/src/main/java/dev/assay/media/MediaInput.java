package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set_int;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One opened file. Recognised by content alone, so that a name can neither mislead ({@code clip.jpg} that is a video)
 * nor command ({@code %03d.png}, {@code concat:a|b}); only the {@code file} protocol and the listed containers open.
 *
 * <p>Belongs to the thread that opened it, and releases all native memory that the thread took meanwhile.
 */
final class MediaInput implements AutoCloseable {

    private final PointerScope scope = new PointerScope();
    private final Signature signature;
    private final Deadline deadline = new Deadline(Thresholds.number("limits.header.seconds"));
    private final AVIOContext io = new AVIOContext(null);
    private final AVFormatContext context;
    private Container container = new Container("?", "?");

    private MediaInput(Signature signature) {
        this.signature = signature;
        context = avformat_alloc_context();
    }

    static MediaInput open(Path file) throws UnreadableException {
        MediaInput input = new MediaInput(Signature.read(file));
        try {
            input.open(Libav.url(file));
            return input;
        } catch (UnreadableException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private void open(BytePointer url) throws UnreadableException {
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_set(options, "protocol_whitelist", "file", 0);
            require(avio_open2(io, url, AVIO_FLAG_READ, deadline.callback(), options), "a readable file");
            AVInputFormat demuxer = recognise();
            container = Container.of(Libav.text(demuxer.name()))
                    .orElseThrow(() -> new UnreadableException(
                            "expected a video, image or audio container, found " + Libav.text(demuxer.long_name())))
                    .settle(signature);
            av_dict_set(options, "protocol_whitelist", "file", 0);
            av_dict_set(options, "format_whitelist", Container.whitelist(), 0);
            av_dict_set_int(options, "probesize", (long) Thresholds.number("limits.analyse.bytes"), 0);
            av_dict_set_int(options, "max_streams", Thresholds.integer("limits.streams"), 0);
            context.interrupt_callback(deadline.callback());
            context.pb(io);
            require(
                    avformat_open_input(context, url, demuxer, options),
                    "a complete " + container.format() + " header");
        } finally {
            av_dict_free(options);
        }
    }

    private AVInputFormat recognise() throws UnreadableException {
        if (signature.demuxer().isPresent()) {
            return av_find_input_format(signature.demuxer().get());
        }
        AVInputFormat found = new AVInputFormat(null);
        int most = Thresholds.integer("limits.recognise.bytes");
        int score = av_probe_input_buffer2(io, found, "", (Pointer) null, 0, most);
        deadline.check();
        if (score < 0 || found.isNull()) {
            throw new UnreadableException(
                    "expected the start of a known container, found none in " + signature.bytes() + " bytes");
        }
        return found;
    }

    /** Reads on until every stream is described, for what the container's own header left open. */
    void analyse() throws UnreadableException {
        int streams = context.nb_streams();
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                AVDictionary perStream = new AVDictionary(null);
                av_dict_set_int(perStream, "threads", 1, 0);
                av_dict_set_int(perStream, "max_pixels", (long) Thresholds.number("limits.pixels"), 0);
                options.put(i, perStream);
            }
            try {
                require(avformat_find_stream_info(context, options), "streams that can be described");
            } finally {
                for (int i = 0; i < streams; i++) {
                    av_dict_free(new AVDictionary(options.get(i)));
                }
            }
        }
    }

    /** Throws, with libav's words, where a call did not succeed. */
    void require(int result, String expected) throws UnreadableException {
        if (result < 0) {
            deadline.check();
            throw new UnreadableException("expected " + expected + ", found: " + Libav.error(result));
        }
    }

    AVFormatContext context() {
        return context;
    }

    Container container() {
        return container;
    }

    Signature signature() {
        return signature;
    }

    Deadline deadline() {
        return deadline;
    }

    @Override
    public void close() {
        // A failed avformat_open_input has freed the context already and nulled our pointer to it.
        if (!context.isNull()) {
            avformat_close_input(context);
        }
        if (!io.isNull()) {
            avio_closep(io);
        }
        deadline.close();
        scope.close();
    }
}

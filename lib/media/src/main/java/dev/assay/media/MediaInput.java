package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_read;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set_int;
import static org.bytedeco.ffmpeg.global.avutil.av_strdup;

import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * One opened file. Recognised by content alone, so that a name can neither mislead ({@code clip.jpg} that is a video)
 * nor command ({@code %03d.png}, {@code concat:a|b}); only the {@code file} protocol and the listed containers open.
 *
 * <p>Belongs to the thread that opened it, and releases all native memory that the thread took meanwhile.
 */
final class MediaInput implements AutoCloseable {

    /** Set once and copied for each file; libav would parse them each time. */
    private static final AVDictionary OPTIONS = options();

    /** Retained, lest the scope that happens to be open at its birth takes it down. */
    private static final BytePointer SOUND_DECODERS =
            new BytePointer("aac,aac_latm,ac3,eac3,mp1float,mp2float,mp3float").retainReference();

    private static final int NOTHING = -1;
    private static final int SEEK_SET = 0;
    private static final int NO_PERMISSION = -13;

    private final PointerScope scope = new PointerScope();
    private final Deadline deadline = new Deadline(Thresholds.number("limits.header.seconds"));
    private final AVIOContext io = new AVIOContext(null);
    private AVFormatContext context = avformat_alloc_context();
    private Signature signature = new Signature(new byte[0], 0);
    private Container container = new Container("?", "?");
    /** The stream whose first packets were taken. */
    private int taken = NOTHING;

    private MediaInput() {}

    private static AVDictionary options() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        av_dict_set(options, "format_whitelist", Container.whitelist(), 0);
        av_dict_set_int(options, "probesize", (long) Thresholds.number("limits.analyse.bytes"), 0);
        av_dict_set_int(options, "max_streams", Thresholds.integer("limits.streams"), 0);
        return options;
    }

    static MediaInput open(Path file) throws UnreadableException {
        long bytes = Signature.size(file);
        MediaInput input = new MediaInput();
        try {
            input.open(Libav.url(file), bytes);
            return input;
        } catch (UnreadableException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private void open(BytePointer url, long bytes) throws UnreadableException {
        int opened = avio_open2(io, url, AVIO_FLAG_READ, deadline.callback(), (AVDictionary) null);
        if (opened == NO_PERMISSION) {
            throw new UnreadableException("expected a readable file, found no permission to read it");
        }
        require(opened, "a readable file");
        signature = new Signature(start(Signature.USUAL, bytes), bytes);
        if (signature.isCut()) {
            signature = new Signature(start(Signature.MOST, bytes), bytes);
        }
        demux();
    }

    /** The first bytes; the file stays at its start. */
    private byte[] start(int most, long bytes) throws UnreadableException {
        byte[] head = new byte[(int) Math.min(most, bytes)];
        int read = avio_read(io, head, head.length);
        require(read, "a readable file");
        require((int) avio_seek(io, 0, SEEK_SET), "a readable file");
        return read == head.length ? head : Arrays.copyOf(head, read);
    }

    private void demux() throws UnreadableException {
        AVInputFormat demuxer = Recognition.of(io, signature);
        deadline.check();
        container = Container.of(Libav.text(demuxer.name()))
                .orElseThrow(() -> new UnreadableException(
                        "expected a video, image or audio container, found " + Libav.text(demuxer.long_name())))
                .settle(signature);
        context.interrupt_callback(deadline.callback());
        context.pb(io);
        AVDictionary options = new AVDictionary(null);
        try {
            av_dict_copy(options, OPTIONS, 0);
            require(
                    avformat_open_input(context, (BytePointer) null, demuxer, options),
                    "a complete " + container.format() + " header");
        } finally {
            av_dict_free(options);
        }
    }

    /** Opens the container anew, as if nothing had been read of it. */
    void reopen() throws UnreadableException {
        avformat_close_input(context);
        require((int) avio_seek(io, 0, SEEK_SET), "a readable file");
        context = avformat_alloc_context();
        taken = NOTHING;
        demux();
    }

    /** The context, for one who takes packets of a stream before those read them who want all. */
    AVFormatContext takenFrom(int stream) {
        taken = stream;
        return context;
    }

    /**
     * Goes back to the first packet where some were taken; a container that cannot is opened anew. Not done before somebody
     * asks: in a file with few key frames some demuxers read all of it to find out where they are.
     */
    private void rewind() throws UnreadableException {
        int stream = taken;
        taken = NOTHING;
        if (stream != NOTHING && av_seek_frame(context, stream, 0, AVSEEK_FLAG_BACKWARD) < 0) {
            reopen();
        }
    }

    /** A stream of which no packet is missing; what was asked of the context before may not hold any more. */
    AVStream fromStart(int stream) throws UnreadableException {
        rewind();
        if (stream >= context.nb_streams()) {
            analyse();
        }
        if (stream >= context.nb_streams()) {
            throw new UnreadableException(
                    "expected stream " + stream + " again, found " + context.nb_streams() + " streams");
        }
        return context.streams(stream);
    }

    /**
     * Reads on, but not as far, and without decoders of pictures, which cost ten times what all else does: leaves open what
     * only they tell.
     */
    void glance() throws UnreadableException {
        rewind();
        context.probesize((long) Thresholds.number("limits.glance.bytes"));
        context.codec_whitelist(av_strdup(SOUND_DECODERS));
        require(
                avformat_find_stream_info(context, (PointerPointer<AVDictionary>) null),
                "streams that can be described");
    }

    /** Reads on until every stream is described, for what the container's own header left open. */
    void analyse() throws UnreadableException {
        rewind();
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

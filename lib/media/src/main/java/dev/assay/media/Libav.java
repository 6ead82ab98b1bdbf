package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** The native libraries as a whole: loading, version, error texts, the spelling of paths. */
final class Libav {

    /** Characters of a metadata entry that are kept. */
    private static final int TAG = 120;

    private Libav() {}

    /** Loads what is needed, silences its log, and bounds single allocations. Throws a {@link LinkageError}. */
    static void load() {
        Loader.load(avformat.class);
        Loader.load(avcodec.class);
        Loader.load(swscale.class);
        av_log_set_level(AV_LOG_QUIET);
        av_max_alloc((long) Thresholds.number("limits.allocation"));
    }

    /** Such as {@code FFmpeg 8.0.1 (bytedeco presets 1.5.13)}. */
    static String version() {
        return "FFmpeg " + text(av_version_info()) + " (bytedeco presets " + presets() + ")";
    }

    /** The same as {@link #version}, from what the jars say of themselves: nothing native is loaded. */
    static String statedVersion() {
        String ffmpeg = stated("ffmpeg");
        int presets = ffmpeg.lastIndexOf('-');
        return "FFmpeg " + (presets < 0 ? ffmpeg : ffmpeg.substring(0, presets)) + " (bytedeco presets " + presets()
                + ")";
    }

    private static String presets() {
        return stated("javacpp");
    }

    /** The version of a preset, from what its jar says of itself. */
    static String stated(String artifact) {
        Properties pom = new Properties();
        String place = "/META-INF/maven/org.bytedeco/" + artifact + "/pom.properties";
        try (InputStream in = Loader.class.getResourceAsStream(place)) {
            if (in != null) {
                pom.load(in);
            }
        } catch (java.io.IOException e) {
            return "of unknown version";
        }
        return pom.getProperty("version", "of unknown version");
    }

    /** What an error code means, in libav's words. */
    static String error(int code) {
        byte[] buffer = new byte[256];
        av_strerror(code, buffer, buffer.length);
        int length = 0;
        while (length < buffer.length && buffer[length] != 0) {
            length++;
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    /** The text at a pointer to UTF-8, or nothing where the pointer is null. */
    static String text(BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : new String(pointer.getStringBytes(), StandardCharsets.UTF_8);
    }

    /** The colour range {@code pc} or {@code tv}, as one of libav's {@code AVCOL_RANGE_*}; unspecified for all else. */
    static int range(String name) {
        return name.equals("pc") ? AVCOL_RANGE_JPEG : name.equals("tv") ? AVCOL_RANGE_MPEG : AVCOL_RANGE_UNSPECIFIED;
    }

    /** A metadata entry as one short line of text: it was written by whoever made the file. */
    static String tag(@Nullable AVDictionary entries, String name) {
        AVDictionaryEntry entry = entries == null || entries.isNull() ? null : av_dict_get(entries, name, null, 0);
        if (entry == null || entry.isNull()) {
            return "";
        }
        return line(text(entry.value()));
    }

    /** A text of a stranger's as one short line, without control characters. */
    static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= TAG
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, TAG) - 1));
    }

    /**
     * A path as libav opens it: always as a file, whatever its name looks like, and with its very bytes.
     *
     * <p>A Unix path is bytes, and its text may have lost some of them where the locale is not UTF-8; its URI has not.
     */
    static BytePointer url(Path file) {
        Path absolute = file.toAbsolutePath();
        String text = absolute.toString();
        if (text.startsWith("/") && text.chars().allMatch(c -> c < 0x80)) {
            return new BytePointer(("file:" + text + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] path = absolute.getFileSystem().getSeparator().equals("/")
                ? percentDecoded(absolute.toUri().getRawPath())
                : absolute.toString().getBytes(StandardCharsets.UTF_8);
        byte[] url = new byte[path.length + 6];
        System.arraycopy("file:".getBytes(StandardCharsets.US_ASCII), 0, url, 0, 5);
        System.arraycopy(path, 0, url, 5, path.length);
        return new BytePointer(url);
    }

    private static byte[] percentDecoded(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return java.util.Arrays.copyOf(bytes, length);
    }
}

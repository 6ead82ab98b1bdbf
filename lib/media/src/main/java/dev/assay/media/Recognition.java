package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.javacpp.Pointer;

/**
 * Which demuxer reads a file, by its content. The common containers begin with words that no other has, for which libav's own
 * recognition gives its highest score: to know these spares asking hundreds of demuxers, half of what a header costs.
 */
final class Recognition {

    /** Descriptions that libav holds for good. */
    private static final Map<String, AVInputFormat> DEMUXERS = new ConcurrentHashMap<>();

    private static final int EBML = 0x1A45DFA3;
    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    /** From so many on libav is sure, too. */
    private static final int LEAST_PACKETS = 12;

    private static final String LIVE = "NGINX RTMP";

    private Recognition() {}

    /**
     * The demuxer of an opened file, which stays at its start.
     *
     * @param signature its first bytes
     */
    static AVInputFormat of(AVIOContext io, Signature signature) throws UnreadableException {
        String known = known(signature);
        if (!known.isEmpty()) {
            return DEMUXERS.computeIfAbsent(known, name -> av_find_input_format(name));
        }
        AVInputFormat found = new AVInputFormat(null);
        int most = Thresholds.integer("limits.recognise.bytes");
        int score = av_probe_input_buffer2(io, found, "", (Pointer) null, 0, most);
        if (score < 0 || found.isNull()) {
            throw new UnreadableException(
                    "expected the start of a known container, found none in " + signature.bytes() + " bytes");
        }
        return found;
    }

    /** Whether it is one JPEG as cameras and programs write them, and whole up to its first scan. */
    private static boolean isPhoto(String text, Signature signature) {
        boolean named = text.startsWith("JFIF\0", 6) || text.startsWith("Exif\0", 6);
        return named
                && signature.still().filter(is -> is.format().equals("jpeg")).isPresent()
                && !JpegHeader.isFollowed(ByteBuffer.wrap(signature.head()));
    }

    /** Whether packets of MPEG-2 transport streams follow one another, and say that they carry something or are there to fill. */
    private static boolean isTransport(byte[] head) {
        boolean packets = head.length > LEAST_PACKETS * PACKET;
        for (int at = 0; at + 3 < head.length && packets; at += PACKET) {
            boolean fills = (head[at + 1] & 0x1F) == 0x1F && (head[at + 2] & 0xFF) == 0xFF;
            packets = head[at] == SYNC && (fills || (head[at + 3] & 0x30) != 0);
        }
        return packets;
    }

    /** The name of the demuxer, or nothing where the first words leave a doubt. */
    static String known(Signature signature) {
        byte[] head = signature.head();
        if (signature.isMng() || signature.pixelsOfPng() > 0) {
            // libav does not know MNG: it is read as the PNG inside.
            return "png_pipe";
        }
        if (head.length < 64) {
            return "";
        }
        String text = new String(head, 0, 64, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4)) {
            // JPEG 2000 and JPEG XL wear the same clothes.
            return text.startsWith("jp", 8) || text.startsWith("jx", 8) ? "" : "mov";
        }
        if (ByteBuffer.wrap(head).getInt(0) == EBML) {
            String type = signature.documentType();
            return type.equals("webm") || type.equals("matroska") ? "matroska" : "";
        }
        if (text.startsWith("RIFF") && text.startsWith("AVI ", 8)) {
            return "avi";
        }
        if (isTransport(head)) {
            return "mpegts";
        }
        if (isPhoto(text, signature)) {
            return "jpeg_pipe";
        }
        boolean flv = text.startsWith("FLV\u0001") && text.startsWith("\0\0\0\t", 5) && !text.startsWith(LIVE, 49);
        return flv ? "flv" : text.startsWith("OggS\0") && head[5] >= 0 && head[5] <= 7 ? "ogg" : "";
    }
}

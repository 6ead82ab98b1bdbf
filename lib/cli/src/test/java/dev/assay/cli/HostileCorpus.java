package dev.assay.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Small sound files of every container and image type at hand, changed copies of them, and files that only pretend. */
final class HostileCorpus {

    private static final int LARGEST = 26_000;
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    /** Containers by extension: the muxer and a codec that it takes. */
    private static final Map<String, Object[]> CONTAINERS = new TreeMap<>(Map.of(
            "mp4", new Object[] {"mp4", avcodec.AV_CODEC_ID_MPEG4},
            "mov", new Object[] {"mov", avcodec.AV_CODEC_ID_MJPEG},
            "mkv", new Object[] {"matroska", avcodec.AV_CODEC_ID_MPEG4},
            "webm", new Object[] {"webm", avcodec.AV_CODEC_ID_VP8},
            "avi", new Object[] {"avi", avcodec.AV_CODEC_ID_MPEG4},
            "flv", new Object[] {"flv", avcodec.AV_CODEC_ID_FLV1},
            "ts", new Object[] {"mpegts", avcodec.AV_CODEC_ID_MPEG2VIDEO},
            "mpg", new Object[] {"mpeg", avcodec.AV_CODEC_ID_MPEG1VIDEO},
            "wmv", new Object[] {"asf", avcodec.AV_CODEC_ID_WMV2},
            "3gp", new Object[] {"3gp", avcodec.AV_CODEC_ID_MPEG4}));

    private HostileCorpus() {}

    /** Name to bytes, in the order of names. */
    static Map<String, byte[]> originals(Path scratch) throws IOException {
        Map<String, byte[]> originals = new TreeMap<>();
        for (Map.Entry<String, Object[]> each : CONTAINERS.entrySet()) {
            Path file = scratch.resolve("clip." + each.getKey());
            record(file, (String) each.getValue()[0], (int) each.getValue()[1]);
            originals.put("recorded." + each.getKey(), Files.readAllBytes(file));
        }
        for (String type : List.of("png", "jpg", "gif", "bmp", "tiff")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(picture(), type, out);
            originals.put("drawn." + type, out.toByteArray());
        }
        originals.put("drawn.ppm", ppm(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]));
        originals.put("made.wav", wav());
        originals.putAll(small("sample", Assay.samples(), 3));
        Path shared = Assay.samples().resolveSibling("none");
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data").resolve("media-smallest-files");
            shared = Files.isDirectory(data) ? data : shared;
        }
        if (Files.isDirectory(shared)) {
            originals.putAll(small("smallest", shared, 1));
        }
        return originals;
    }

    /** Some small media of each extension. */
    private static Map<String, byte[]> small(String name, Path folder, int each) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Map<String, Integer> taken = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
                String extension = file.toString().replaceAll(".*\\.", "");
                boolean wanted = Files.isRegularFile(file)
                        && extension.matches("[a-z0-9]{2,4}")
                        && !extension.matches("json|jsonl|csv|txt|md")
                        && Files.size(file) > 0
                        && Files.size(file) < LARGEST;
                if (wanted && taken.merge(extension, 1, Integer::sum) <= each) {
                    found.put(name + taken.get(extension) + "." + extension, Files.readAllBytes(file));
                }
            }
        }
        return found;
    }

    private static void record(Path file, String format, int codec) throws IOException {
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(codec);
            recorder.setPixelFormat(
                    codec == avcodec.AV_CODEC_ID_MJPEG ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(25);
            recorder.setGopSize(5);
            recorder.start();
            for (int i = 0; i < 15; i++) {
                Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3);
                ByteBuffer bytes = (ByteBuffer) frame.image[0];
                for (int at = 0; at < bytes.capacity(); at++) {
                    bytes.put(at, (byte) (at / 40 + 9 * i));
                }
                recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
            }
            recorder.stop();
        }
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, (x * 2) << 16 | (y * 3) << 8 | (x ^ y));
            }
        }
        return picture;
    }

    private static byte[] wav() {
        int samples = 800;
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16000);
        bytes.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Files of a few bytes that declare pictures of many: none may cost what it says. */
    static Map<String, byte[]> bombs() throws IOException {
        Map<String, byte[]> bombs = new TreeMap<>();
        bombs.put("wide.png", png(60_000, 60_000, 8, 2, new byte[1000]));
        bombs.put("endless.png", png(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, new byte[1000]));
        // Within every limit: 15 KB on disk, 121 million pixels when they are unpacked.
        bombs.put("packed.png", png(11_000, 11_000, 1, 0, new byte[11_000 * (1 + 11_000 / 8)]));
        bombs.put("endless.ppm", ppm(99_999, 99_999, new byte[100]));
        bombs.put("wide.gif", gif());
        bombs.put("wide.jpg", jpeg());
        bombs.put("wide.bmp", bmp());
        bombs.put("wide.webp", webp());
        bombs.put("wide.tiff", tiff());
        return bombs;
    }

    private static byte[] png(int width, int height, int bits, int colour, byte[] raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        chunk("IHDR", header.put((byte) bits).put((byte) colour).array(), out);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write(raw);
        }
        chunk("IDAT", packed.toByteArray(), out);
        chunk("IEND", new byte[0], out);
        return bytes.toByteArray();
    }

    private static void chunk(String name, byte[] body, DataOutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(ascii(name));
        crc.update(body);
        out.writeInt(body.length);
        out.write(ascii(name));
        out.write(body);
        out.writeInt((int) crc.getValue());
    }

    private static byte[] ppm(int width, int height, byte[] pixels) {
        byte[] header = ascii("P6 " + width + " " + height + " 255\n");
        return ByteBuffer.allocate(header.length + pixels.length)
                .put(header)
                .put(pixels)
                .array();
    }

    private static byte[] gif() {
        ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("GIF89a"))
                .putShort((short) 0xFFFF)
                .putShort((short) 0xFFFF)
                .putInt(0x0000_0080);
        bytes.position(bytes.position() + 5);
        bytes.put((byte) 0x2C).putInt(0).putShort((short) 0xFFFF).putShort((short) 0xFFFF);
        return bytes.array();
    }

    private static byte[] jpeg() {
        ByteBuffer bytes = ByteBuffer.allocate(64);
        bytes.putInt(0xFFD8FFC0)
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) 65_500)
                .putShort((short) 65_500);
        bytes.put((byte) 3).put(new byte[] {1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0});
        bytes.put(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0});
        return bytes.array();
    }

    private static byte[] bmp() {
        ByteBuffer bytes = ByteBuffer.allocate(80).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("BM")).putInt(80).putInt(0).putInt(54).putInt(40);
        bytes.putInt(0x7FFF_FFFF).putInt(0x7FFF_FFFF).putShort((short) 1).putShort((short) 32);
        return bytes.array();
    }

    private static byte[] webp() {
        ByteBuffer bytes = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(52).put(ascii("WEBPVP8X")).putInt(10).putInt(0);
        bytes.put(new byte[] {-1, -1, -1, -1, -1, -1}).put(ascii("VP8 ")).putInt(22);
        return bytes.array();
    }

    private static byte[] tiff() {
        ByteBuffer bytes = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) 6);
        int[][] entries = {
            {256, 4, 0x7FFFFFFF}, {257, 4, 0x7FFFFFFF}, {258, 3, 8}, {259, 3, 1}, {262, 3, 1}, {273, 4, 90}
        };
        for (int[] entry : entries) {
            bytes.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(1)
                    .putInt(entry[2]);
        }
        return bytes.array();
    }

    /** Writes so many changed copies, whose names say how each was made, and all the bombs. */
    static void mutants(Path folder, Map<String, byte[]> originals, int count, long seed) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(originals.keySet());
        Mutation[] mutations = Mutation.values();
        for (int i = 0; i < count; i++) {
            String name = names.get(i % names.size());
            Mutation mutation = mutations[random.nextInt(mutations.length)];
            byte[] file = originals.getOrDefault(name, new byte[0]);
            byte[] other = originals.getOrDefault(names.get(random.nextInt(names.size())), new byte[0]);
            Files.write(folder.resolve(i + " " + mutation + " " + name), mutation.of(file, other, random));
        }
        for (Map.Entry<String, byte[]> bomb : bombs().entrySet()) {
            Files.write(folder.resolve("bomb " + bomb.getKey()), bomb.getValue());
        }
    }
}

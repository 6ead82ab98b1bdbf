package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.MediaFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The system's {@code ffprobe -show_format -show_streams}, where there is one, and we, on what its {@code ffmpeg} makes. */
class OracleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final FFmpegEngine engine = new FFmpegEngine();

    @BeforeAll
    static void findTools() {
        for (String tool : List.of("ffmpeg", "ffprobe")) {
            boolean there;
            try {
                there = run(List.of(tool, "-version")).length > 0;
            } catch (IOException e) {
                there = false;
            }
            Assumptions.assumeTrue(there, "no " + tool + " on this machine to compare with");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x264.mp4 | -c:v libx264 -preset ultrafast -bf 0 -g 12",
                "bframes.mp4 | -c:v libx264 -preset veryfast -bf 2 -g 25 -movflags +faststart",
                "tagged.mov | -c:v libx264 -metadata creation_time=2021-03-04T05:06:07Z",
                "full.mkv | -c:v libx264 -pix_fmt yuvj420p -color_range pc",
                "high10.mp4 | -c:v libx264 -pix_fmt yuv420p10le -color_range tv",
                "high422.mkv | -c:v libx264 -pix_fmt yuv422p",
                "high444.mp4 | -c:v libx264 -pix_fmt yuv444p",
                "interlaced.mp4 | -c:v libx264 -preset ultrafast -flags +ildct+ilme",
                "odd.mp4 | -vf scale=318:178 -c:v libx264 -preset ultrafast",
                "matrix.mp4 | -c:v libx264 -x264-params cqm=jvt",
                "x265.mp4 | -c:v libx265 -preset ultrafast -x265-params log-level=none",
                "x265full.mkv | -c:v libx265 -pix_fmt yuvj420p -x265-params log-level=none:range=full",
                "x265ten.mkv | -c:v libx265 -pix_fmt yuv420p10le -x265-params log-level=none:bframes=4",
                "vp8.webm | -c:v libvpx -b:v 300k -deadline realtime",
                "vp9.webm | -c:v libvpx-vp9 -b:v 300k -deadline realtime -cpu-used 8",
                "vp9ten.mkv | -c:v libvpx-vp9 -pix_fmt yuv420p10le -profile:v 2 -deadline realtime -cpu-used 8",
                "av1.mp4 | -c:v libaom-av1 -cpu-used 8 -usage realtime -b:v 200k",
                "av1ten.mkv | -c:v libaom-av1 -cpu-used 8 -usage realtime -b:v 200k -pix_fmt yuv420p10le",
                "mpeg4.avi | -c:v mpeg4 -q:v 5",
                "x264.avi | -c:v libx264 -preset ultrafast",
                "mjpeg.avi | -c:v mjpeg -pix_fmt yuvj422p",
                "plain.avi | -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le",
                "bframes.avi | -c:v mpeg4 -bf 2 -q:v 5",
                "mpeg4.mp4 | -c:v mpeg4 -q:v 5",
                "x264.ts | -c:v libx264 -preset ultrafast",
                "x264.flv | -c:v libx264 -preset ultrafast",
                "bframes.ts | -c:v libx264 -preset veryfast -bf 2 -g 25",
                "x265.ts | -c:v libx265 -preset ultrafast -x265-params log-level=none",
                "mpeg4.flv | -c:v flv1 -q:v 5",
                "mpeg2.mpg | -c:v mpeg2video",
                "mpeg2.ts | -c:v mpeg2video -bf 2 -pix_fmt yuv422p",
                "slow.ts | -r 24000/1001 -c:v libx264 -preset ultrafast -c:a ac3",
                "wmv2.wmv | -c:v wmv2",
                "slow.mp4 | -r 24000/1001 -c:v libx264 -preset ultrafast",
                "fragments.mp4 | -c:v libx264 -preset ultrafast -movflags +frag_keyframe+empty_moov"
            })
    void ofAClip(String name, String options) throws IOException {
        for (String sound : List.of("-an", "-shortest")) {
            List<String> call = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
            call.addAll(words("-f lavfi -i testsrc2=size=320x180:rate=25:duration=2"));
            if (!sound.equals("-an")) {
                call.addAll(words("-f lavfi -i sine=frequency=440:duration=2"));
            }
            call.addAll(words(options));
            Path file = folder.resolve(name);
            call.addAll(List.of(sound, file.toString()));
            run(call);
            Assumptions.assumeTrue(Files.exists(file) && Files.size(file) > 0, "this ffmpeg cannot make " + name);
            compare(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grey.png | -pix_fmt gray",
                "rgb.png | -pix_fmt rgb24",
                "deep.png | -pix_fmt rgb48be",
                "clear.png | -pix_fmt rgba",
                "palette.png | -pix_fmt pal8",
                "photo.jpg | -pix_fmt yuvj420p",
                "photo422.jpg | -pix_fmt yuvj422p",
                "photo444.jpg | -pix_fmt yuvj444p",
                "still.bmp | -pix_fmt bgr24",
                "still.webp | -quality 80",
                "exact.webp | -lossless 1",
                "clear.webp | -pix_fmt yuva420p"
            })
    void ofAStill(String name, String options) throws IOException {
        Path file = folder.resolve(name);
        List<String> call = new ArrayList<>(words("ffmpeg -v error -y -f lavfi -i testsrc2=size=322x182"));
        call.addAll(words(options + " -frames:v 1"));
        call.add(file.toString());
        run(call);
        compare(file);
    }

    private void compare(Path file) throws IOException {
        JsonNode truth = JSON.readTree(run(
                List.of("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", file.toString())));
        MediaFacts facts = engine.probe(file, Depth.HEADERS);
        assertThat(facts.error()).as(file.toString()).isNull();
        JsonNode format = truth.path("format");
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode stream : truth.path("streams")) {
            if (stream.path("codec_type").asText().equals("video")) {
                picture(softly, facts, stream);
                same(softly, facts, "handler", stream.at("/tags/handler_name"));
                // Matroska's names are in capitals.
                same(
                        softly,
                        facts,
                        "encoder",
                        Stream.of(format, stream)
                                .flatMap(of -> Stream.of(of.at("/tags/encoder"), of.at("/tags/ENCODER")))
                                .filter(tag -> !tag.isMissingNode())
                                .findFirst()
                                .orElse(MissingNode.getInstance()));
            } else {
                same(softly, facts, "acodec", stream.path("codec_name"));
                same(softly, facts, "m_channels", stream.path("channels"));
                same(softly, facts, "m_sample_rate", stream.path("sample_rate"));
            }
        }
        same(softly, facts, "brand", format.at("/tags/major_brand"));
        same(softly, facts, "creation_time", format.at("/tags/creation_time"));
        if (facts.media().equals("video")) {
            softly.assertThat((Double) facts.values().get("duration"))
                    .as("%s duration", file.getFileName())
                    .isCloseTo(format.path("duration").asDouble(), within(.01));
        }
        softly.assertAll();
    }

    private static void picture(SoftAssertions softly, MediaFacts facts, JsonNode stream) {
        same(softly, facts, "vcodec", stream.path("codec_name"));
        same(softly, facts, "width", stream.path("width"));
        same(softly, facts, "height", stream.path("height"));
        same(softly, facts, "pix_fmt", stream.path("pix_fmt"));
        if (facts.media().equals("video")) {
            same(softly, facts, "colour_range", stream.path("color_range"));
            same(softly, facts, "m_bframes", stream.path("has_b_frames"));
            String[] rate = stream.path("avg_frame_rate").asText().split("/");
            softly.assertThat((Double) facts.values().get("fps"))
                    .as("fps")
                    .isCloseTo(Double.parseDouble(rate[0]) / Double.parseDouble(rate[1]), within(.001));
        }
    }

    private static void same(SoftAssertions softly, MediaFacts facts, String column, JsonNode truth) {
        Object found = facts.values().getOrDefault(column, "");
        softly.assertThat(found.toString()).as(column).isEqualTo(truth.asText().strip());
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" +"));
    }

    private static byte[] run(List<String> call) throws IOException {
        Process process = new ProcessBuilder(call)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        byte[] out = process.getInputStream().readAllBytes();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return out;
    }
}

package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacesTest {

    @BeforeAll
    static void load() {
        Libav.load();
    }

    private static Picture first(Path file) throws IOException {
        try (MediaInput input = MediaInput.open(file);
                FrameReader reader =
                        FrameReader.open(input, HeaderProbe.read(input).picture(), avcodec.AVDISCARD_NONREF)) {
            assertThat(reader.next()).isTrue();
            return reader.picture(Thresholds.integer("frames.side")).orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bird", "help", "milk", "sister", "yes"})
    void cascadesFindTheOneFaceOfARealClip(String clip) throws IOException {
        Path file = SharedData.folder("media-intel-samples").resolve("asl_gestures/" + clip + ".mkv");
        List<Face> faces = new CascadeFaces().find(first(file));
        // By eye: in the middle of the picture, in its upper half, about a sixth of its height.
        assertThat(faces).singleElement().satisfies(face -> {
            assertThat(face.centreX()).isCloseTo(.5, within(.05));
            assertThat(face.centreY()).isBetween(.1, .4);
            assertThat(face.height()).isCloseTo(.17, within(.04));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fruits.jpg", "building.jpg", "butterfly.jpg", "board.jpg", "home.jpg", "stuff.jpg"})
    void cascadesSeeNoFacesInFruitsAndFlowers(String photo) throws IOException {
        assertThat(new CascadeFaces()
                        .find(first(SharedData.folder("media-opencv").resolve(photo))))
                .isEmpty();
    }

    @Test
    void anEmptyPictureHoldsNoFace() {
        assertThat(Faces.in(new Picture(1, 1, new byte[3]))).isEmpty();
        assertThat(Faces.in(new Picture(64, 48, new byte[3 * 64 * 48]))).isEmpty();
    }

    @Test
    void overlappingBoxesAreOneFace() {
        Face sure = new Face(.1, .1, .2, .2, Double.NaN, .9);
        Face same = new Face(.12, .1, .2, .2, Double.NaN, .7);
        Face other = new Face(.6, .1, .2, .2, Double.NaN, .8);
        assertThat(sure.overlap(same)).isCloseTo(.18 / .22, within(1e-9));
        assertThat(sure.overlap(other)).isZero();
        assertThat(Boxes.distinct(List.of(same, other, sure), .3)).containsExactly(sure, other);
    }

    @Test
    void modelsLieWhereASystemKeepsItsUsersData() {
        Path home = Path.of("home");
        assertThat(FaceModels.folder(Map.of("ASSAY_MODELS", "mine"), "Linux", home))
                .isEqualTo(Path.of("mine"));
        assertThat(FaceModels.folder(Map.of("XDG_DATA_HOME", "data"), "Linux", home))
                .isEqualTo(Path.of("data/assay/models"));
        assertThat(FaceModels.folder(Map.of(), "Linux", home)).isEqualTo(Path.of("home/.local/share/assay/models"));
        assertThat(FaceModels.folder(Map.of(), "Mac OS X", home))
                .isEqualTo(Path.of("home/Library/Application Support/assay/models"));
        assertThat(FaceModels.folder(Map.of("LOCALAPPDATA", "local"), "Windows 11", home))
                .isEqualTo(Path.of("local/assay/models"));
    }

    @Test
    void aFileThatIsNoModelIsNotUsed(@TempDir Path folder) throws IOException {
        assertThat(FaceModels.in(folder.resolve("missing"))).isEmpty();
        Path model = Files.write(folder.resolve("face_detection_full_range.tflite"), new byte[] {1, 2, 3});
        assertThat(FaceModels.in(folder)).contains(model);
        assertThat(BlazeFaces.of(model)).isEmpty();
    }
}

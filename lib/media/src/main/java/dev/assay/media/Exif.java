package dev.assay.media;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a camera wrote into a photograph (EXIF 3.0, CIPA DC-008): its maker and model, and how it was exposed. Somebody's words,
 * as all tags are; a program may have changed them, or taken them away.
 */
final class Exif {

    /** Sensitivity at which the exposure value is stated. */
    private static final double ISO = 100;

    private Exif() {}

    /**
     * The columns {@code camera}, {@code m_exposure_value} (EV at ISO 100: 15 in the sun, 12 under clouds, 5 to 9 in rooms) and
     * {@code m_flash} (1 where it fired), as they are stated first. Of damaged data, what was read before the damage.
     *
     * @param tiff the EXIF data, from the header of TIFF on
     */
    static Map<String, Object> of(byte[] tiff) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ExifDirectoryBase directory : read(tiff).getDirectoriesOfType(ExifDirectoryBase.class)) {
            camera(directory, values);
            double value = exposureValue(directory);
            if (Double.isFinite(value)) {
                values.putIfAbsent("m_exposure_value", Numbers.rounded(value, 2));
            }
            Integer flash = directory.getInteger(ExifDirectoryBase.TAG_FLASH);
            if (flash != null) {
                values.putIfAbsent("m_flash", (double) (flash & 1));
            }
        }
        return values;
    }

    /** Whatever the data hold, a picture whose camera is not known is still a picture. */
    private static Metadata read(byte[] tiff) {
        Metadata metadata = new Metadata();
        try {
            new TiffReader().processTiff(new ByteArrayReader(tiff), new PlainTags(metadata), 0);
        } catch (TiffProcessingException | IOException | RuntimeException | StackOverflowError e) {
            return metadata;
        }
        return metadata;
    }

    /** Leaves alone what other formats are inside (XMP, IPTC, makers' notes): nothing of it is asked for, and parsers can be hurt. */
    private static final class PlainTags extends ExifTiffHandler {

        PlainTags(Metadata metadata) {
            super(metadata, null, 0);
        }

        @Override
        public boolean customProcessTag(
                int offset, Set<Integer> seen, int header, RandomAccessReader reader, int tag, int bytes) {
            return false;
        }
    }

    private static void camera(Directory directory, Map<String, Object> values) {
        String camera =
                Tags.camera(text(directory, ExifDirectoryBase.TAG_MAKE), text(directory, ExifDirectoryBase.TAG_MODEL));
        if (!camera.isEmpty()) {
            values.putIfAbsent("camera", camera);
        }
    }

    private static String text(Directory directory, int tag) {
        String text = directory.getString(tag);
        return text == null ? "" : Libav.line(text);
    }

    /** log2(N^2 / t) less what a higher sensitivity gives away; NaN where one of them is not stated or not above 0. */
    private static double exposureValue(Directory directory) {
        Double aperture = directory.getDoubleObject(ExifDirectoryBase.TAG_FNUMBER);
        Double seconds = directory.getDoubleObject(ExifDirectoryBase.TAG_EXPOSURE_TIME);
        Double sensitivity = directory.getDoubleObject(ExifDirectoryBase.TAG_ISO_EQUIVALENT);
        if (aperture == null || seconds == null || sensitivity == null || !(aperture * seconds * sensitivity > 0)) {
            return Double.NaN;
        }
        return Math.log(aperture * aperture / seconds * (ISO / sensitivity)) / Math.log(2);
    }
}

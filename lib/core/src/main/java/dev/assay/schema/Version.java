package dev.assay.schema;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this library. */
public final class Version {

    private Version() {}

    /** The version that the build wrote beside the classes, {@code unknown} where it left none. */
    public static String assay() {
        Properties build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return build.getProperty("version", "unknown");
    }
}

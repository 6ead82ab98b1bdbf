package dev.assay.kernel.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where Maven keeps its things.
 *
 * @param globalSettings those of the Maven installation; null if there is none
 * @param userSettings usually {@code ~/.m2/settings.xml}; need not exist
 * @param security usually {@code ~/.m2/settings-security.xml}; need not exist
 * @param localRepository where the settings name none
 * @param forcedRepository stronger than the settings; null if nobody forces one
 */
public record MavenPlaces(
        @Nullable Path globalSettings,
        Path userSettings,
        Path security,
        Path localRepository,
        @Nullable Path forcedRepository) {
    /** As Maven itself would find them from this process's environment. */
    public static MavenPlaces ofThisProcess() {
        Path home = Path.of(System.getProperty("user.home"), ".m2");
        String forced = System.getProperty("maven.repo.local");
        return new MavenPlaces(
                installedSettings(),
                home.resolve("settings.xml"),
                home.resolve("settings-security.xml"),
                home.resolve("repository"),
                forced == null ? null : Path.of(forced));
    }

    private static @Nullable Path installedSettings() {
        for (String variable : new String[] {"MAVEN_HOME", "M2_HOME"}) {
            String home = System.getenv(variable);
            if (home != null && !home.isBlank()) {
                Path settings = Path.of(home, "conf", "settings.xml");
                return Files.isRegularFile(settings) ? settings : null;
            }
        }
        String path = System.getenv("PATH");
        for (String directory : path == null ? new String[0] : path.split(File.pathSeparator)) {
            Path settings = besideLauncher(directory);
            if (settings != null) {
                return settings;
            }
        }
        return null;
    }

    private static @Nullable Path besideLauncher(String directory) {
        try {
            Path launcher = Path.of(directory, "mvn");
            if (!Files.isRegularFile(launcher)) {
                return null;
            }
            Path bin = launcher.toRealPath().getParent();
            Path settings = bin == null ? null : bin.resolveSibling("conf").resolve("settings.xml");
            return settings != null && Files.isRegularFile(settings) ? settings : null;
        } catch (IOException | InvalidPathException e) {
            return null; // a broken entry of the PATH
        }
    }
}

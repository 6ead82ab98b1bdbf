package dev.assay.kernel.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * What was found.
 *
 * @param jars in class path order: what was asked for first, then what it needs
 * @param notes for people: the version behind a range, a pom that was missing
 * @param downloaded how many files came over the network, poms included
 * @param bytes how much they were
 */
public record MavenResolution(List<Jar> jars, List<String> notes, int downloaded, long bytes) {
    public MavenResolution {
        jars = List.copyOf(jars);
        notes = List.copyOf(notes);
    }

    /**
     * A jar in the local repository.
     *
     * @param classifier empty if none
     */
    public record Jar(String group, String artifact, String classifier, String version, Path file) {
        /** {@code group:artifact}. */
        public String key() {
            return group + ":" + artifact;
        }
    }
}

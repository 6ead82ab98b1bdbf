package dev.assay.kernel.maven;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to resolve, together: one version of each artifact for all of it.
 *
 * @param coordinates {@code G:A:V}, {@code G:A:EXTENSION:V} or {@code G:A:EXTENSION:CLASSIFIER:V}; {@code G:A} where a BOM
 *     tells the version. V may be a range, {@code LATEST} or {@code RELEASE}
 * @param boms {@code G:A:V} of BOMs whose versions apply
 * @param exclusions {@code G:A} to leave out wherever they come from; either part may be {@code *}
 * @param repositories {@code URL} or {@code ID=URL}, asked besides those of the settings
 * @param pom a pom, or a part of one: {@code dependency}, {@code dependencies}, {@code dependencyManagement},
 *     {@code repositories} or {@code properties} elements
 * @param offline whether to take from the local repository only; the settings may say so too
 * @param update whether to ask again for what was not found, or for newer snapshots
 */
public record MavenRequest(
        List<String> coordinates,
        List<String> boms,
        List<String> exclusions,
        List<String> repositories,
        @Nullable String pom,
        boolean offline,
        boolean update) {
    public MavenRequest {
        coordinates = List.copyOf(coordinates);
        boms = List.copyOf(boms);
        exclusions = List.copyOf(exclusions);
        repositories = List.copyOf(repositories);
    }
}

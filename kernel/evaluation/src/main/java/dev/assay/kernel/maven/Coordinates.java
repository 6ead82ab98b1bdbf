package dev.assay.kernel.maven;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;

/** Reads what people write. */
final class Coordinates {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+-]+|[\\[(][A-Za-z0-9_.+, \\[\\]()-]*[\\])]");

    private Coordinates() {}

    static Artifact artifact(String text, Collection<Dependency> managed) throws MavenFailure {
        String[] parts = text.split(":", -1);
        if (parts.length == 2) {
            return managedVersion(text, name(parts[0], text), name(parts[1], text), managed);
        }
        if (parts.length < 3 || parts.length > 5) {
            throw wrong(text);
        }
        for (int i = 0; i < parts.length - 1; i++) {
            name(parts[i], text);
        }
        if (!VERSION.matcher(parts[parts.length - 1]).matches()) {
            throw wrong(text);
        }
        return new DefaultArtifact(text);
    }

    private static Artifact managedVersion(String text, String group, String name, Collection<Dependency> managed)
            throws MavenFailure {
        for (Dependency dependency : managed) {
            Artifact artifact = dependency.getArtifact();
            if (artifact.getGroupId().equals(group)
                    && artifact.getArtifactId().equals(name)
                    && artifact.getExtension().equals("jar")
                    && artifact.getClassifier().isEmpty()) {
                return artifact;
            }
        }
        throw new MavenFailure(text + " has no version"
                + (managed.isEmpty() ? "" : ", and no BOM here tells one") + ": write " + text + ":1.2.3, or " + text
                + ":RELEASE for the newest");
    }

    private static String name(String part, String whole) throws MavenFailure {
        if (!NAME.matcher(part).matches()) {
            throw wrong(whole);
        }
        return part;
    }

    private static MavenFailure wrong(String text) {
        return new MavenFailure(text + " is no Maven coordinate; that is GROUP:ARTIFACT:VERSION, or"
                + " GROUP:ARTIFACT:EXTENSION:CLASSIFIER:VERSION");
    }

    static Artifact bom(String text) throws MavenFailure {
        Artifact artifact = artifact(text, List.of());
        return new DefaultArtifact(artifact.getGroupId(), artifact.getArtifactId(), "pom", artifact.getVersion());
    }

    static List<Exclusion> exclusions(List<String> texts) throws MavenFailure {
        List<Exclusion> exclusions = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split(":", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new MavenFailure(text + " is no exclusion; that is GROUP:ARTIFACT, either of them may be *");
            }
            exclusions.add(new Exclusion(parts[0], parts[1], "*", "*"));
        }
        return exclusions;
    }

    /** {@code URL} or {@code ID=URL}; the id is what mirrors and servers of the settings refer to. */
    static List<RemoteRepository> repositories(List<String> texts) throws MavenFailure {
        List<RemoteRepository> repositories = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            boolean named =
                    equals > 0 && NAME.matcher(text.substring(0, equals)).matches();
            String url = named ? text.substring(equals + 1) : text;
            String id = named ? text.substring(0, equals) : idOf(url);
            repositories.add(new RemoteRepository.Builder(id, "default", url)
                    .setPolicy(new RepositoryPolicy(true, RepositoryPolicy.UPDATE_POLICY_DAILY, "warn"))
                    .build());
        }
        return repositories;
    }

    private static String idOf(String url) throws MavenFailure {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() == null) {
                throw new MavenFailure(url + " is no address of a repository; it begins with https:// or file://");
            }
            String place = uri.getHost() == null ? String.valueOf(uri.getPath()) : uri.getHost() + uri.getPath();
            return place.replaceAll("[^A-Za-z0-9.]+", "-").replaceAll("^-|-$", "");
        } catch (URISyntaxException e) {
            throw new MavenFailure(url + " is no address of a repository: " + e.getReason(), e);
        }
    }
}

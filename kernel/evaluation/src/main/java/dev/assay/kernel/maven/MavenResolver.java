package dev.assay.kernel.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResult;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.jspecify.annotations.Nullable;

/** Finds jars and what they need, as a Maven build on this machine would. */
public final class MavenResolver {
    private final MavenPlaces places;

    public MavenResolver(MavenPlaces places) {
        this.places = places;
    }

    /**
     * Resolves; blocks while it downloads, and can be interrupted.
     *
     * @param progress told a line for each jar that is downloaded; called from several threads
     * @throws MavenFailure if a coordinate is wrong, something is not found, or does not arrive whole
     */
    public MavenResolution resolve(MavenRequest request, Consumer<String> progress)
            throws MavenFailure, InterruptedException {
        Transfers transfers = new Transfers(progress);
        FutureTask<MavenResolution> task = new FutureTask<>(() -> resolveHere(request, transfers));
        // A read from a socket cannot be interrupted, so the wait for it is.
        Thread thread = new Thread(task, "maven");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            transfers.cancel();
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MavenFailure failure) {
                throw failure;
            }
            throw new MavenFailure("Maven failed: " + e.getCause(), e);
        }
    }

    private MavenResolution resolveHere(MavenRequest request, Transfers transfers) throws MavenFailure {
        MavenSettings settings = MavenSettings.read(places);
        boolean offline = request.offline() || settings.offline();
        RepositorySystem system = new Checksums().get();
        String pom = request.pom();
        try (NotebookPom notebook = pom == null ? null : NotebookPom.of(pom)) {
            DefaultRepositorySystemSession session = session(system, settings, request, transfers);
            session.setOffline(offline);
            if (notebook != null) {
                session.setWorkspaceReader(notebook);
            }
            CollectRequest collect = collect(system, session, settings, request, notebook);
            DependencyResult result = system.resolveDependencies(
                    session, new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME)));
            return resolution(result, transfers);
        } catch (RepositoryException e) {
            throw Failures.of(e, offline);
        } finally {
            system.shutdown();
        }
    }

    private DefaultRepositorySystemSession session(
            RepositorySystem system, MavenSettings settings, MavenRequest request, Transfers transfers) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        Path local = places.forcedRepository();
        if (local == null) {
            local = settings.localRepository();
        }
        File directory = (local == null ? places.localRepository() : local).toFile();
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, new LocalRepository(directory)));
        // Poms have profiles that ask for the Java version and the like.
        session.setSystemProperties(MavenSettings.systemProperties());
        session.setTransferListener(transfers);
        session.setRepositoryListener(transfers.descriptors());
        // Breadth first fetches poms in parallel; the result is the same.
        session.setConfigProperty("aether.dependencyCollector.impl", "bf");
        settings.applyTo(session, places.globalSettings() != null);
        if (request.update()) {
            session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
        }
        return session;
    }

    private static CollectRequest collect(
            RepositorySystem system,
            DefaultRepositorySystemSession session,
            MavenSettings settings,
            MavenRequest request,
            @Nullable NotebookPom notebook)
            throws RepositoryException, MavenFailure {
        List<RemoteRepository> asked = new ArrayList<>(Coordinates.repositories(request.repositories()));
        asked.addAll(settings.repositories());
        List<RemoteRepository> repositories = system.newResolutionRepositories(session, asked);
        Map<String, Dependency> managed = new LinkedHashMap<>();
        for (String bom : request.boms()) {
            Artifact pom = Coordinates.bom(bom);
            ArtifactDescriptorResult read = descriptor(system, session, pom, repositories);
            read.getManagedDependencies()
                    .forEach(dependency -> managed.putIfAbsent(managementKey(dependency), dependency));
        }
        List<Dependency> wanted = new ArrayList<>();
        if (notebook != null) {
            ArtifactDescriptorResult read = descriptor(system, session, notebook.artifact(), repositories);
            repositories = new ArrayList<>(repositories);
            repositories.addAll(system.newResolutionRepositories(session, read.getRepositories()));
            read.getManagedDependencies()
                    .forEach(dependency -> managed.putIfAbsent(managementKey(dependency), dependency));
            read.getDependencies().stream()
                    .filter(dependency ->
                            List.of(JavaScopes.COMPILE, JavaScopes.RUNTIME).contains(dependency.getScope()))
                    .forEach(wanted::add);
        }
        List<Exclusion> exclusions = Coordinates.exclusions(request.exclusions());
        for (String coordinate : request.coordinates()) {
            Artifact artifact = Coordinates.artifact(coordinate, managed.values());
            wanted.add(new Dependency(artifact, JavaScopes.COMPILE, false));
        }
        List<Dependency> roots = wanted.stream()
                .map(dependency -> {
                    List<Exclusion> all = new ArrayList<>(dependency.getExclusions());
                    all.addAll(exclusions);
                    return dependency.setExclusions(all);
                })
                .toList();
        return new CollectRequest(roots, new ArrayList<>(managed.values()), repositories);
    }

    private static String managementKey(Dependency dependency) {
        Artifact a = dependency.getArtifact();
        return a.getGroupId() + ":" + a.getArtifactId() + ":" + a.getExtension() + ":" + a.getClassifier();
    }

    /** What is asked for by name must be there, whatever the session says of poms further down. */
    private static ArtifactDescriptorResult descriptor(
            RepositorySystem system,
            DefaultRepositorySystemSession session,
            Artifact pom,
            List<RemoteRepository> repositories)
            throws RepositoryException {
        DefaultRepositorySystemSession strict = new DefaultRepositorySystemSession(session);
        strict.setArtifactDescriptorPolicy(
                new org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy(false, false));
        return system.readArtifactDescriptor(strict, new ArtifactDescriptorRequest(pom, repositories, null));
    }

    private static MavenResolution resolution(DependencyResult result, Transfers transfers) {
        List<String> notes = new ArrayList<>(transfers.notes());
        for (DependencyNode node : result.getRoot().getChildren()) {
            Artifact artifact = node.getArtifact();
            if (node.getVersionConstraint() != null
                    && node.getVersionConstraint().getRange() != null) {
                notes.add(artifact.getGroupId() + ":" + artifact.getArtifactId() + " " + node.getVersionConstraint()
                        + " is " + artifact.getVersion() + ".");
            }
        }
        List<MavenResolution.Jar> jars = new ArrayList<>();
        for (ArtifactResult found : result.getArtifactResults()) {
            Artifact artifact = found.getArtifact();
            String asked = found.getRequest().getArtifact().getVersion();
            if (asked.equals("LATEST") || asked.equals("RELEASE")) {
                notes.add(artifact.getGroupId() + ":" + artifact.getArtifactId() + " " + asked + " is "
                        + artifact.getVersion() + ".");
            }
            File file = artifact.getFile();
            if (file != null && artifact.getExtension().equals("jar")) {
                jars.add(new MavenResolution.Jar(
                        artifact.getGroupId(),
                        artifact.getArtifactId(),
                        artifact.getClassifier(),
                        artifact.getVersion(),
                        file.toPath().toAbsolutePath()));
            }
        }
        return new MavenResolution(jars, notes, transfers.files(), transfers.bytes());
    }
}

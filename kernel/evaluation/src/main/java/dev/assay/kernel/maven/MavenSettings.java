package dev.assay.kernel.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.model.Activation;
import org.apache.maven.model.ActivationFile;
import org.apache.maven.model.ActivationOS;
import org.apache.maven.model.ActivationProperty;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.path.DefaultPathTranslator;
import org.apache.maven.model.path.ProfileActivationFilePathInterpolator;
import org.apache.maven.model.profile.DefaultProfileActivationContext;
import org.apache.maven.model.profile.DefaultProfileSelector;
import org.apache.maven.model.profile.activation.FileProfileActivator;
import org.apache.maven.model.profile.activation.JdkVersionProfileActivator;
import org.apache.maven.model.profile.activation.OperatingSystemProfileActivator;
import org.apache.maven.model.profile.activation.PropertyProfileActivator;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Profile;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.RepositoryPolicy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.jspecify.annotations.Nullable;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** A {@code settings.xml} as Maven reads it, applied to a resolver session. */
final class MavenSettings {
    private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

    private final Settings settings;

    private MavenSettings(Settings settings) {
        this.settings = settings;
    }

    static MavenSettings read(MavenPlaces places) throws MavenFailure {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        Path global = places.globalSettings();
        if (global != null) {
            request.setGlobalSettingsFile(global.toFile());
        }
        request.setUserSettingsFile(places.userSettings().toFile());
        request.setSystemProperties(systemProperties());
        try {
            Settings read = new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
            return new MavenSettings(decrypted(read, places.security()));
        } catch (SettingsBuildingException e) {
            throw new MavenFailure("Maven's settings cannot be read: " + Failures.text(e), e);
        }
    }

    /** As Maven sees them: the environment is in them as {@code env.NAME}. */
    static Properties systemProperties() {
        Properties copy = new Properties();
        System.getenv().forEach((name, value) -> copy.setProperty("env." + name, value));
        copy.putAll(System.getProperties());
        return copy;
    }

    private static Settings decrypted(Settings settings, Path security) {
        var cipher = new DefaultPlexusCipher();
        var dispatcher = new DefaultSecDispatcher(cipher, new HashMap<>(), security.toString());
        var result = new DefaultSettingsDecrypter(dispatcher).decrypt(new DefaultSettingsDecryptionRequest(settings));
        settings.setServers(result.getServers());
        settings.setProxies(result.getProxies());
        return settings;
    }

    boolean offline() {
        return settings.isOffline();
    }

    @Nullable
    Path localRepository() {
        String path = settings.getLocalRepository();
        return path == null || path.isBlank() ? null : Path.of(path);
    }

    void applyTo(DefaultRepositorySystemSession session, boolean globalSettings) {
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        if (!globalSettings) {
            // Maven ships this in its global settings: plain http over a network is refused.
            mirrors.add(
                    "maven-default-http-blocker",
                    "http://0.0.0.0/",
                    "default",
                    false,
                    true,
                    "external:http:*",
                    "default");
        }
        session.setMirrorSelector(mirrors);
        DefaultProxySelector proxies = new DefaultProxySelector();
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                proxies.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                new AuthenticationBuilder()
                                        .addUsername(proxy.getUsername())
                                        .addPassword(proxy.getPassword())
                                        .build()),
                        proxy.getNonProxyHosts());
            }
        }
        session.setProxySelector(proxies);
        applyServers(session);
    }

    private void applyServers(DefaultRepositorySystemSession session) {
        DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers()) {
            servers.add(
                    server.getId(),
                    new AuthenticationBuilder()
                            .addUsername(server.getUsername())
                            .addPassword(server.getPassword())
                            .addPrivateKey(server.getPrivateKey(), server.getPassphrase())
                            .build());
            if (server.getConfiguration() instanceof Xpp3Dom configuration) {
                Map<String, String> headers = headers(configuration.getChild("httpHeaders"));
                if (!headers.isEmpty()) {
                    session.setConfigProperty("aether.connector.http.headers." + server.getId(), headers);
                }
            }
        }
        session.setAuthenticationSelector(servers);
    }

    private static Map<String, String> headers(@Nullable Xpp3Dom list) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Xpp3Dom property : list == null ? new Xpp3Dom[0] : list.getChildren("property")) {
            Xpp3Dom name = property.getChild("name");
            Xpp3Dom value = property.getChild("value");
            if (name != null && value != null) {
                headers.put(name.getValue(), value.getValue());
            }
        }
        return headers;
    }

    /** Those of the active profiles, then Central unless one of them is called {@code central}. */
    List<RemoteRepository> repositories() {
        Map<String, RemoteRepository> all = new LinkedHashMap<>();
        for (Profile profile : active()) {
            for (Repository repository : profile.getRepositories()) {
                all.putIfAbsent(
                        repository.getId(),
                        new RemoteRepository.Builder(repository.getId(), repository.getLayout(), repository.getUrl())
                                .setReleasePolicy(policy(repository.getReleases()))
                                .setSnapshotPolicy(policy(repository.getSnapshots()))
                                .build());
            }
        }
        all.putIfAbsent(
                "central",
                new RemoteRepository.Builder("central", "default", CENTRAL)
                        .setSnapshotPolicy(new org.eclipse.aether.repository.RepositoryPolicy(false, "daily", "warn"))
                        .build());
        return new ArrayList<>(all.values());
    }

    private static org.eclipse.aether.repository.RepositoryPolicy policy(@Nullable RepositoryPolicy policy) {
        if (policy == null) {
            return new org.eclipse.aether.repository.RepositoryPolicy(true, "daily", "warn");
        }
        String update = policy.getUpdatePolicy() == null ? "daily" : policy.getUpdatePolicy();
        String checksums = policy.getChecksumPolicy() == null ? "warn" : policy.getChecksumPolicy();
        return new org.eclipse.aether.repository.RepositoryPolicy(policy.isEnabled(), update, checksums);
    }

    private List<Profile> active() {
        Map<org.apache.maven.model.Profile, Profile> profiles = new LinkedHashMap<>();
        for (Profile profile : settings.getProfiles()) {
            profiles.put(modelled(profile), profile);
        }
        FileProfileActivator files = new FileProfileActivator();
        files.setProfileActivationFilePathInterpolator(
                new ProfileActivationFilePathInterpolator().setPathTranslator(new DefaultPathTranslator()));
        DefaultProfileSelector selector = new DefaultProfileSelector()
                .addProfileActivator(new JdkVersionProfileActivator())
                .addProfileActivator(new OperatingSystemProfileActivator())
                .addProfileActivator(new PropertyProfileActivator())
                .addProfileActivator(files);
        DefaultProfileActivationContext context = new DefaultProfileActivationContext()
                .setActiveProfileIds(settings.getActiveProfiles())
                .setSystemProperties(systemProperties())
                .setProjectDirectory(new File("").getAbsoluteFile());
        ModelProblemCollector ignored = problem -> {};
        return selector.getActiveProfiles(new ArrayList<>(profiles.keySet()), context, ignored).stream()
                .map(profiles::get)
                .toList();
    }

    /** As much of a settings profile as decides whether it is active. */
    private static org.apache.maven.model.Profile modelled(Profile profile) {
        org.apache.maven.model.Profile model = new org.apache.maven.model.Profile();
        model.setId(profile.getId());
        org.apache.maven.settings.Activation given = profile.getActivation();
        if (given == null) {
            return model;
        }
        Activation activation = new Activation();
        activation.setActiveByDefault(given.isActiveByDefault());
        activation.setJdk(given.getJdk());
        if (given.getOs() != null) {
            ActivationOS os = new ActivationOS();
            os.setArch(given.getOs().getArch());
            os.setFamily(given.getOs().getFamily());
            os.setName(given.getOs().getName());
            os.setVersion(given.getOs().getVersion());
            activation.setOs(os);
        }
        if (given.getProperty() != null) {
            ActivationProperty property = new ActivationProperty();
            property.setName(given.getProperty().getName());
            property.setValue(given.getProperty().getValue());
            activation.setProperty(property);
        }
        if (given.getFile() != null) {
            ActivationFile file = new ActivationFile();
            file.setExists(given.getFile().getExists());
            file.setMissing(given.getFile().getMissing());
            activation.setFile(file);
        }
        model.setActivation(activation);
        return model;
    }
}

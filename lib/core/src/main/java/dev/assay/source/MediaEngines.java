package dev.assay.source;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the media engine of this installation, or says why there is none. */
public final class MediaEngines {

    private MediaEngines() {}

    /**
     * The engine, or the reason why media cannot be read here.
     *
     * @param engine present where media can be read
     * @param reason why not, for people; empty where it can
     */
    public record Found(Optional<MediaEngine> engine, String reason) {}

    /** Looks for an engine on the class path and loads its native part. Never throws. */
    public static Found find() {
        try {
            Optional<MediaEngine> engine = ServiceLoader.load(MediaEngine.class, MediaEngines.class.getClassLoader())
                    .findFirst();
            return engine.isPresent()
                    ? new Found(engine, "")
                    : new Found(engine, "no media engine is on the class path (assay-media is missing)");
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Found(Optional.empty(), "the native part of the media engine cannot load here: " + cause);
        }
    }
}

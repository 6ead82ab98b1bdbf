package dev.assay.kernel.maven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.jspecify.annotations.Nullable;

/** Says in a few lines what went wrong, without Maven's stack of wrappers and without passwords in addresses. */
final class Failures {
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");
    private static final int MOST = 8;

    private Failures() {}

    static MavenFailure of(Exception e, boolean offline) {
        Set<String> lines = new LinkedHashSet<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArtifactResolutionException resolution) {
                lines.addAll(missing(resolution));
                break;
            }
        }
        if (lines.isEmpty()) {
            lines.add(text(innermost(e)));
        }
        if (offline) {
            lines.add(
                    "Maven is offline here (-o, or <offline> in settings.xml): only the local repository was looked at.");
        }
        return new MavenFailure(String.join("\n", lines), e);
    }

    private static List<String> missing(ArtifactResolutionException resolution) {
        List<String> lines = new ArrayList<>();
        for (ArtifactResult result : resolution.getResults()) {
            if (result.isResolved()) {
                continue;
            }
            if (lines.size() == MOST) {
                lines.add("… and more");
                break;
            }
            Artifact artifact = result.getRequest().getArtifact();
            List<Exception> reasons = result.getExceptions();
            boolean nowhere =
                    !reasons.isEmpty() && reasons.stream().allMatch(ArtifactNotFoundException.class::isInstance);
            lines.add(artifact + (nowhere ? " was not found: " : " could not be had: ") + reasons(reasons));
        }
        return lines;
    }

    private static String reasons(List<Exception> reasons) {
        Set<String> texts = new LinkedHashSet<>();
        reasons.forEach(reason -> texts.add(text(innermost(reason))));
        return String.join("; ", texts);
    }

    private static Throwable innermost(Throwable e) {
        Throwable inner = e;
        for (int depth = 0; depth < 20; depth++) {
            Throwable cause = inner.getCause();
            if (cause == null || cause.getMessage() == null) {
                return inner;
            }
            inner = cause;
        }
        return inner;
    }

    static String text(Throwable e) {
        @Nullable String message = e.getMessage();
        String text =
                message == null || message.length() < 15 ? e.getClass().getSimpleName() + ": " + message : message;
        return USER_INFO.matcher(text).replaceAll("//***@");
    }
}

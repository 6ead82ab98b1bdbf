package dev.assay.command;

import dev.assay.notebook.kernel.JupyterFolders;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which kernelspec is meant. */
final class Place {

    /** Jupyter's own rule, but for names of dots alone, which would lead out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    @ArgGroup
    private @Nullable Where where;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "assay",
            description = "the kernel's name in commands and notebooks (default: ${DEFAULT-VALUE})")
    private String name = "assay";

    private static final class Where {
        @Option(names = "--user", description = "in the user's own Jupyter folder (the default)")
        @SuppressWarnings("UnusedVariable") // it only keeps --prefix out
        private boolean user;

        @Option(
                names = "--prefix",
                paramLabel = "PREFIX",
                description = "in PREFIX/share/jupyter, as for a virtual environment")
        private @Nullable Path prefix;
    }

    /** The folder of the kernelspec, whether or not it exists. */
    Path folder(JupyterFolders folders) {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "expected a kernel name of letters, digits, '.', '_' and '-', found \"" + name + "\"");
        }
        Path prefix = where == null ? null : where.prefix;
        Path kernels = prefix == null ? folders.user() : JupyterFolders.kernels(prefix.toAbsolutePath());
        return kernels.resolve(name.toLowerCase(Locale.ROOT)); // Jupyter reads names without case
    }
}

package dev.assay.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as {@code --version} prints it. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"assay " + assay()};
    }

    /** The version, {@code unknown} where the build left none. */
    public static String assay() {
        return dev.assay.schema.Version.assay();
    }
}

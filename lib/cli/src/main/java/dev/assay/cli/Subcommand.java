package dev.assay.cli;

/**
 * A subcommand of {@code assay} that another module brings: a class annotated as a picocli command, public, with a public
 * constructor without parameters, and named in {@code META-INF/services}. The command line finds it at start and depends
 * on nothing of that module.
 *
 * <p>It keeps the contract of all commands: {@link Output} for its answer, {@link Exit} for its codes; an
 * {@link java.io.IOException} or {@link IllegalArgumentException} that it lets pass is told to the user and ends with
 * {@link Exit#USAGE}.
 */
public interface Subcommand {}

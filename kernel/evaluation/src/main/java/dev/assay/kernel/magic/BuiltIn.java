package dev.assay.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what the built-in magics of one session do. The classes behind a magic are loaded when it first runs. */
final class BuiltIn {
    private final Magics magics;
    private final MagicSession session;
    private final List<String> repositories = new ArrayList<>();
    private @Nullable LoadMagic load;
    private @Nullable EnvironmentMagic environment;

    BuiltIn(Magics magics, MagicSession session) {
        this.magics = magics;
        this.session = session;
    }

    /** What the magic is worth as an expression; null for nothing. */
    @Nullable
    Object run(Call call) throws Exception {
        return call.spec().cell() ? cell(call) : line(call);
    }

    private @Nullable Object line(Call call) throws Exception {
        return switch (call.spec().name()) {
            case "maven" -> MavenMagic.coordinates(session, repositories, call);
            case "loadFromPOM" -> MavenMagic.pomFile(session, repositories, call);
            case "mavenRepo" -> MavenMagic.repository(repositories, call);
            case "jars" -> new PathMagics(session).jars(call);
            case "classpath" -> new PathMagics(session).classpath(call);
            case "load" -> load().run(call);
            case "time" -> new TimeMagics(session).time(call);
            case "timeit" -> new TimeMagics(session).timeit(call);
            case "who" -> new VariableMagics(session).who(call);
            case "whos" -> new VariableMagics(session).whos(call);
            case "reset" -> new VariableMagics(session).reset(call);
            case "env" -> environment().run(call);
            case "outputlimit" -> HelpMagics.limit(call);
            case "help" -> HelpMagics.help(magics, call);
            case "lsmagic" -> HelpMagics.list(magics);
            default -> throw new IllegalStateException(call.spec().shown());
        };
    }

    private @Nullable Object cell(Call call) throws Exception {
        return switch (call.spec().name()) {
            case "maven" -> MavenMagic.pom(session, repositories, call);
            case "time" -> new TimeMagics(session).time(call);
            case "timeit" -> new TimeMagics(session).timeit(call);
            case "html" -> DisplayMagics.show(call, "text/html");
            case "markdown" -> DisplayMagics.show(call, "text/markdown");
            case "latex" -> DisplayMagics.show(call, "text/latex");
            case "svg" -> DisplayMagics.show(call, "image/svg+xml");
            case "javascript" -> DisplayMagics.show(call, "application/javascript");
            default -> throw new IllegalStateException(call.spec().shown());
        };
    }

    private LoadMagic load() {
        LoadMagic made = load;
        if (made == null) {
            made = new LoadMagic(session);
            load = made;
        }
        return made;
    }

    private EnvironmentMagic environment() {
        EnvironmentMagic made = environment;
        if (made == null) {
            made = new EnvironmentMagic();
            environment = made;
        }
        return made;
    }
}

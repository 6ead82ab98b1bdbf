package dev.assay.kernel.magic;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicArgsParseException;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException;
import org.jspecify.annotations.Nullable;

/**
 * The magics of one kernel. The built-in ones are registered with the kernel's {@link MagicsRegistry} like any other, so an
 * extension may call them, add its own, or replace one. Nothing is loaded or resolved before a magic runs.
 */
public final class Magics {
    private final BaseKernel kernel;
    private final MagicsRegistry registry;
    private final BuiltIn builtIn;
    private final Map<String, Spec> lineSpecs = new LinkedHashMap<>();
    private final Map<String, Spec> cellSpecs = new LinkedHashMap<>();

    /** Registers the built-in magics with the kernel's registry; they act on the session. */
    public Magics(BaseKernel kernel, MagicSession session) {
        this.kernel = kernel;
        this.registry = kernel.getMagicsRegistry();
        this.builtIn = new BuiltIn(this, session);
        for (Spec spec : Specs.ALL) {
            Registered registered = new Registered(spec);
            for (String name : spec.names()) {
                if (spec.cell()) {
                    cellSpecs.put(name, spec);
                    registry.registerCellMagic(name, registered);
                } else {
                    lineSpecs.put(name, spec);
                    registry.registerLineMagic(name, registered);
                }
            }
        }
    }

    /** A built-in magic as the registry knows magics. */
    private final class Registered
            implements LineMagic<@Nullable Object, BaseKernel>, CellMagic<@Nullable Object, BaseKernel> {
        private final Spec spec;

        Registered(Spec spec) {
            this.spec = spec;
        }

        @Override
        public @Nullable Object eval(BaseKernel caller, List<String> args) throws Exception {
            Written written = Written.of(args);
            return builtIn.run(new Call(spec, written.rest, args, null, written.line, written.line));
        }

        @Override
        public @Nullable Object eval(BaseKernel caller, List<String> args, String body) throws Exception {
            Written written = Written.of(args);
            return builtIn.run(new Call(spec, written.rest, args, body, written.line, written.line + 1));
        }
    }

    /**
     * Runs a line magic.
     *
     * @return what the line is worth, as the last expression of Java would be; null for nothing
     * @throws MagicError if there is no such magic, it was misused, or it could not do its work
     * @throws Exception what Java code run by the magic threw, as {@link MagicSession#evaluate} throws it
     */
    public @Nullable Object run(Part.Line magic) throws Exception {
        if (magic.name().endsWith("?")) {
            return showHelp(magic.name().substring(0, magic.name().length() - 1));
        }
        List<String> words = words(magic.name(), magic.rest(), lineSpecs);
        try {
            return registry.<@Nullable Object, BaseKernel>evalLineMagic(
                    kernel, magic.name(), new Written(words, magic.rest(), magic.line()));
        } catch (UndefinedMagicException e) {
            throw unknown(e, magic.name(), false);
        } catch (MagicArgsParseException e) {
            throw new MagicError("%" + magic.name() + ": " + e.getMessage(), e);
        }
    }

    /** Runs a cell magic; otherwise as {@link #run(Part.Line)}. */
    public @Nullable Object run(Part.Whole magic) throws Exception {
        if (magic.name().endsWith("?")) {
            return showHelp(magic.name().substring(0, magic.name().length() - 1));
        }
        List<String> words = words(magic.name(), magic.rest(), cellSpecs);
        try {
            return registry.<@Nullable Object, BaseKernel>evalCellMagic(
                    kernel, magic.name(), new Written(words, magic.rest(), magic.line()), magic.body());
        } catch (UndefinedMagicException e) {
            throw unknown(e, magic.name(), true);
        } catch (MagicArgsParseException e) {
            throw new MagicError("%%" + magic.name() + ": " + e.getMessage(), e);
        }
    }

    /** What takes Java is not split into words: its quotes are Java's. */
    private static List<String> words(String name, String rest, Map<String, Spec> specs) {
        Spec spec = specs.get(name);
        return spec != null && spec.arguments().contains("CODE") ? List.of() : Words.split(rest);
    }

    private @Nullable Object showHelp(String name) throws Exception {
        Call.print(help(name, false).or(() -> help(name, true)).orElseThrow(() -> unknown(null, name, false)));
        return null;
    }

    /** An undefined magic that a defined one asked for is reported as such: only the outer name is checked here. */
    private MagicError unknown(@Nullable UndefinedMagicException cause, String name, boolean cell) {
        String asked = cause == null ? name : cause.getMagicName();
        Set<String> names = cell ? cellNames() : lineNames();
        Set<String> others = cell ? lineNames() : cellNames();
        String mark = cell ? "%%" : "%";
        String hint;
        if (others.contains(asked)) {
            hint = cell
                    ? "It is a line magic: write %" + asked
                    : "It is a cell magic: write %%" + asked + " on the first line of a cell";
        } else {
            String word = asked.replaceFirst("(?s)\\W.*", ""); // %time(x) is %time
            hint = Words.nearest(word, names)
                    .map(near -> "Did you mean " + mark + near + "?")
                    .or(() ->
                            Words.nearest(word, others).map(near -> "Did you mean " + (cell ? "%" : "%%") + near + "?"))
                    .orElse("%lsmagic lists those there are");
        }
        return new MagicError("There is no magic " + mark + Words.printable(asked) + ". " + hint);
    }

    /** The line magics there are, those of extensions included, in alphabetical order. */
    public Set<String> lineNames() {
        return new TreeSet<>(registry.getLineMagicNames());
    }

    /** The cell magics there are, those of extensions included, in alphabetical order. */
    public Set<String> cellNames() {
        return new TreeSet<>(registry.getCellMagicNames());
    }

    /** What a magic is for, its usage and an example, as text; empty where there is none of this name. */
    public Optional<String> help(String name, boolean cell) {
        Spec spec = (cell ? cellSpecs : lineSpecs).get(name);
        if (spec != null) {
            return Optional.of(spec.help());
        }
        boolean known = (cell ? cellNames() : lineNames()).contains(name);
        return known ? Optional.of((cell ? "%%" : "%") + name + ": registered by an extension\n") : Optional.empty();
    }

    /** One line a built-in magic, then the names that extensions registered. */
    String list() {
        StringBuilder list = new StringBuilder();
        for (Map<String, Spec> specs : List.of(lineSpecs, cellSpecs)) {
            specs.forEach((name, spec) -> {
                if (name.equals(spec.name())) {
                    list.append(String.format("%-14s %s%n", spec.shown(), spec.summary())
                            .replace("\r", ""));
                }
            });
        }
        List<String> foreign = new ArrayList<>();
        lineNames().stream().filter(name -> !lineSpecs.containsKey(name)).forEach(name -> foreign.add("%" + name));
        cellNames().stream().filter(name -> !cellSpecs.containsKey(name)).forEach(name -> foreign.add("%%" + name));
        if (!foreign.isEmpty()) {
            list.append("of extensions: ").append(String.join(" ", foreign)).append('\n');
        }
        return list.append("%help NAME or %NAME? tells more.\n").toString();
    }

    /** Arguments as the registry passes them on, with the text they were split from. */
    private static final class Written extends AbstractList<String> {
        private final List<String> words;
        private final String rest;
        private final int line;

        Written(List<String> words, String rest, int line) {
            this.words = words;
            this.rest = rest;
            this.line = line;
        }

        /** Also of the plain list that an extension passes. */
        static Written of(List<String> args) {
            return args instanceof Written written ? written : new Written(args, String.join(" ", args), 1);
        }

        @Override
        public String get(int index) {
            return words.get(index);
        }

        @Override
        public int size() {
            return words.size();
        }
    }
}

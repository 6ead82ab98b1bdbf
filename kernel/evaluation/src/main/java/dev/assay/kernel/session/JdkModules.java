package dev.assay.kernel.session;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of the JDK's modules javac looks at. It works out anew for each task what every module lets be seen, an eighth of
 * all that it does for a short cell, and hardly a cell needs another module than {@code java.base}. So it sees that one
 * alone, until a cell needs more; from then on it sees all. A library may hold a copy of a package of the JDK's: javac would
 * take that where it does not see the JDK's own, which is the one that runs.
 */
final class JdkModules {
    /** What javac says of a type, a package or a module that it does not see. */
    private static final List<String> UNSEEN = List.of("doesnt.exist", "not.visible", "cant.access", "module");

    private final List<String> all;
    private final List<String> base;
    private final Set<String> inVain = new HashSet<>();
    private @Nullable Set<String> others;
    private boolean isBase;
    private boolean lacks;

    /**
     * @param ours options of every task
     * @param users options of the user's; where there are any, they may be about modules, and all are seen
     */
    JdkModules(List<String> ours, List<String> users) {
        all = new ArrayList<>(ours);
        all.addAll(users);
        base = new ArrayList<>(ours);
        base.add("--limit-modules=java.base");
        isBase = users.isEmpty();
    }

    /** The options of the next task. */
    List<String> options() {
        return isBase ? base : all;
    }

    /** A cell is to be compiled. */
    void begin() {
        lacks = false;
    }

    /** Notes what javac objects to; what it objected to when it saw all modules is not for want of one. */
    void objected(String code, String message) {
        if (UNSEEN.stream().noneMatch(code::contains)) {
            return;
        }
        if (isBase) {
            lacks |= !inVain.contains(message);
        } else if (lacks) {
            inVain.add(message);
        }
    }

    /** Notes that a package was looked for, and found, on the class path. */
    void found(String packageName) {
        lacks |= isBase && others().contains(packageName);
    }

    private Set<String> others() {
        Set<String> known = others;
        if (known == null) {
            known = ModuleLayer.boot().modules().stream()
                    .filter(module -> !module.getName().equals("java.base"))
                    .flatMap(module -> module.getDescriptor().exports().stream())
                    .filter(exports -> !exports.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            others = known;
        }
        return known;
    }

    /** The class path has grown: what was missing may be there. */
    void forget() {
        inVain.clear();
    }

    /** Lets the next task see all modules, if that may be what the cell wants; whether it does. */
    boolean widen() {
        isBase &= !lacks;
        return lacks;
    }

    /** What the cell comes to when all modules are seen; where that is no better, they are not needed. */
    CompiledCell kept(CompiledCell compiled) {
        isBase = compiled instanceof CompiledCell.Unusual;
        return compiled;
    }
}

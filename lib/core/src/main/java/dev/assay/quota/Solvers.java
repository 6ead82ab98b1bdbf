package dev.assay.quota;

import com.google.ortools.sat.CpSolver;

/** Which integer solver is at hand. */
public final class Solvers {

    private Solvers() {}

    /** Name and version of the solver, or why there is none; for people. */
    public static String version() {
        if (!Solver.available()) {
            return "none: the native part of OR-Tools cannot load here; plans over three and more axes are refused";
        }
        String version = CpSolver.class.getPackage().getImplementationVersion();
        return "OR-Tools CP-SAT" + (version == null ? "" : " " + version);
    }
}

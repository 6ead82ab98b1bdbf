package dev.assay.command;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.assay.kernel.classpath.JarIndex;

/**
 * Wire and evaluation do not know each other, the runner knows the wire, none knows the library; the assembly joins wire,
 * evaluation and library in the kernel's process, the commands join wire, runner and library in theirs.
 */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String WIRE = "dev.assay.jupyter..";
    private static final String EVALUATION = "dev.assay.kernel..";
    private static final String RUNNER = "dev.assay.notebook..";
    private static final String ASSEMBLY = "dev.assay.assembly..";
    private static final String COMMAND = "dev.assay.command..";
    private static final String[] LIBRARY = {
        "dev.assay.schema..",
        "dev.assay.source..",
        "dev.assay.inventory..",
        "dev.assay.group..",
        "dev.assay.cube..",
        "dev.assay.bias..",
        "dev.assay.probe..",
        "dev.assay.quota..",
        "dev.assay.selection..",
        "dev.assay.clip..",
        "dev.assay.lottery..",
        "dev.assay.duplicate..",
        "dev.assay.generation..",
        "dev.assay.verdict..",
        "dev.assay.promotion..",
        "dev.assay.report..",
        "dev.assay.media.."
    };

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_NOTHING_ELSE = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, RUNNER, ASSEMBLY, COMMAND);

    @ArchTest
    static final ArchRule EVALUATION_KNOWS_NO_SOCKETS = noClasses()
            .that()
            .resideInAPackage(EVALUATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WIRE, RUNNER, ASSEMBLY, COMMAND, "org.zeromq..");

    /** What it runs is a process: its kernel may be written in any language. */
    @ArchTest
    static final ArchRule THE_RUNNER_KNOWS_NO_KERNEL = noClasses()
            .that()
            .resideInAPackage(RUNNER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EVALUATION, ASSEMBLY, COMMAND);

    @ArchTest
    static final ArchRule NEITHER_KNOWS_THE_LIBRARY = noClasses()
            .that()
            .resideInAnyPackage(WIRE, EVALUATION, RUNNER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LIBRARY);

    @ArchTest
    static final ArchRule THE_LIBRARY_KNOWS_NO_KERNEL = noClasses()
            .that()
            .resideInAnyPackage(LIBRARY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(WIRE, EVALUATION, RUNNER, ASSEMBLY, COMMAND);

    /** It carries none of the commands' libraries, so none of its classes may want them. */
    @ArchTest
    static final ArchRule THE_PROCESS_KNOWS_NO_COMMAND = noClasses()
            .that()
            .resideInAPackage(ASSEMBLY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RUNNER, COMMAND, "dev.assay.cli..", "picocli..");

    /** What they see of a kernel is its main class by name, its jars and their index, and its wire. */
    @ArchTest
    static final ArchRule COMMANDS_START_PROCESSES_ONLY = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat(resideInAnyPackage(EVALUATION, ASSEMBLY).and(not(type(JarIndex.class))));

    @ArchTest
    static final ArchRule ROOMS_OF_THE_ASSEMBLY_HAVE_NO_CYCLES =
            slices().matching("dev.assay.assembly.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SOCKETS_STAY_IN_THE_WIRE = noClasses()
            .that()
            .resideInAnyPackage(EVALUATION, RUNNER, ASSEMBLY, COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.zeromq..", "zmq..");
}

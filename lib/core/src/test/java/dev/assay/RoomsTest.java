package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;

/** The order of the rooms. A rule that stands in the way is changed here, with a reason, not worked around. */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    /**
     * From upstream to downstream: a room may use the rooms before it, and none after it. {@code selection} stands
     * before {@code quota} because quotas draw their own sample ({@code quotas.draw(inventory, seed)}).
     */
    private static final List<String> PATH = List.of(
            "schema",
            "cube",
            "source",
            "duplicate",
            "inventory",
            "group",
            "bias",
            "probe",
            "selection",
            "lottery",
            "quota",
            "clip",
            "generation",
            "verdict",
            "report",
            "promotion");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.assay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void upstreamKnowsNothingOfDownstream(com.tngtech.archunit.core.domain.JavaClasses classes) {
        for (int i = 0; i < PATH.size(); i++) {
            String[] after = PATH.subList(i + 1, PATH.size()).stream()
                    .map(room -> "dev.assay." + room + "..")
                    .toArray(String[]::new);
            if (after.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("dev.assay." + PATH.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(after)
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static final ArchRule TABLESAW_STAYS_IN_THE_INVENTORY = noClasses()
            .that()
            .resideOutsideOfPackage("dev.assay.inventory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tech.tablesaw..");

    @ArchTest
    static final ArchRule NO_NATIVE_CODE_IN_CORE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule CHANCE_COMES_FROM_A_SEED = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.Random|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule NO_JUNK_ROOMS = ArchRuleDefinition.noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}

package dev.routeproof.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The arrows of the house, and what its pure rooms must not know. */
@AnalyzeClasses(packages = "dev.routeproof", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {
    private static final String ALL = "dev.routeproof..";
    private static final String STATS = "dev.routeproof.stats..";
    private static final String ROUTING = "dev.routeproof.routing..";
    private static final String PROVIDERS = "dev.routeproof.providers..";
    private static final String DATASETS = "dev.routeproof.datasets..";
    private static final String REPORTS = "dev.routeproof.reports..";
    private static final String[] PURE = {
        STATS,
        "dev.routeproof.routing.classify..",
        "dev.routeproof.routing.decide..",
        "dev.routeproof.routing.experiment.."
    };

    @ArchTest
    static final ArchRule statsKnowsNoSibling = knowsOnly(STATS);

    @ArchTest
    static final ArchRule routingKnowsStats = knowsOnly(ROUTING, STATS);

    @ArchTest
    static final ArchRule providersKnowRouting = knowsOnly(PROVIDERS, ROUTING, STATS);

    @ArchTest
    static final ArchRule datasetsKnowRouting = knowsOnly(DATASETS, ROUTING, STATS);

    @ArchTest
    static final ArchRule reportsKnowRouting = knowsOnly(REPORTS, ROUTING, STATS);

    @ArchTest
    static final ArchRule pureRoomsKnowNoServerNoDatabaseAndNoTemplates = noClasses()
            .that(resideInAnyPackage(PURE))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vertx..", "io.netty..", "java.sql..", "javax.sql..", "org.duckdb..", "freemarker..");

    @ArchTest
    static final ArchRule pureRoomsReadNoClock = noClasses()
            .that(resideInAnyPackage(PURE))
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule theTwoDeployablesDoNotKnowEachOther = noClasses()
            .that(resideInAnyPackage("dev.routeproof.harness.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.routeproof.proxy..");

    @ArchTest
    static final ArchRule proxyKnowsProvidersAndRouting =
            knowsOnly("dev.routeproof.proxy..", PROVIDERS, ROUTING, STATS);

    @ArchTest
    static final ArchRule onlyTheStoreOpensTheStore = noClasses()
            .that(resideInAnyPackage("dev.routeproof.harness.."))
            .and(resideOutsideOfPackages(
                    "dev.routeproof.harness.store..",
                    "dev.routeproof.harness.cli..",
                    "dev.routeproof.harness.ingest.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duckdb..");

    @ArchTest
    static final ArchRule noRoomIsCalledMisc = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..common..", "..helper..", "..helpers..", "..manager..", "..impl..", "..misc..");

    private static ArchRule knowsOnly(String room, String... others) {
        var known = new String[others.length + 1];
        known[0] = room;
        System.arraycopy(others, 0, known, 1, others.length);
        return classes()
                .that(resideInAnyPackage(room))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackages(ALL).or(resideInAnyPackage(known)));
    }
}

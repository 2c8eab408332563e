package dev.routeproof.harness.report;

import dev.routeproof.harness.shadow.CandidateShadow;
import dev.routeproof.harness.shadow.Shadow;
import dev.routeproof.reports.page.ShadowPage;
import dev.routeproof.reports.view.Asked;
import dev.routeproof.reports.view.Figures;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.RouteGrid;
import dev.routeproof.reports.view.ShadowView;
import dev.routeproof.reports.view.Shares;
import dev.routeproof.routing.table.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shadow report of one study. */
public final class ShadowReport {
    private static final Figures FIGURES = new Figures();
    private static final int LONGEST = 1_200;

    private ShadowReport() {}

    /** Writes the report to {@code out}, an HTML file; {@code command} is what reproduces it. */
    public static void write(Shadow shadow, String command, Path out) {
        ReportFile.write(ShadowPage.render(view(shadow, command)), out);
    }

    static ShadowView view(Shadow shadow, String command) {
        return new ShadowView(
                ShadowTop.head(shadow),
                ShadowTop.banner(shadow),
                ShadowTop.health(shadow),
                ShadowCosts.projection(shadow),
                ShadowCosts.candidates(shadow),
                ShadowCosts.byTask(shadow),
                ShadowCosts.assumptions(shadow),
                mix(shadow),
                shadow.candidates().stream()
                        .map(candidate -> grid(candidate, shadow.traffic().baseline()))
                        .toList(),
                ShadowDoubts.of(shadow),
                ShadowMirror.of(shadow),
                shadow.toLabel().stream().map(ShadowReport::asked).toList(),
                shadow.traffic().kept() == 0
                        ? "The log keeps no prompts (evidence.content in proxy.yaml), so none can be shown."
                        : "No request stands out: every candidate believed its label and all of them agree.",
                unknown(shadow),
                method(shadow, command));
    }

    private static Asked asked(Shadow.ToLabel request) {
        String prompt = request.prompt().orElse("(no text of a user in this request)");
        return new Asked(
                request.requestId(),
                request.why(),
                request.said(),
                prompt.length() <= LONGEST
                        ? prompt
                        : prompt.substring(0, LONGEST) + " … (" + (prompt.length() - LONGEST) + " more characters)");
    }

    private static Shares mix(Shadow shadow) {
        List<String> labels = shadow.candidates().stream()
                .flatMap(candidate -> candidate.mix().stream())
                .collect(Collectors.groupingBy(
                        CandidateShadow.Label::taskType, Collectors.summingLong(CandidateShadow.Label::requests)))
                .entrySet()
                .stream()
                .sorted((a, b) -> order(a.getKey(), b.getKey(), Long.compare(b.getValue(), a.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        return new Shares(
                "Task mix as each candidate sees it",
                labels,
                shadow.candidates().stream()
                        .map(candidate -> new Shares.Row(
                                candidate.id(),
                                labels.stream()
                                        .map(label -> requests(candidate, label))
                                        .toList()))
                        .toList());
    }

    /** The unknown last, the others by {@code bySize}, then by name. */
    private static int order(String one, String other, int bySize) {
        int unknown = Boolean.compare(one.equals("unknown"), other.equals("unknown"));
        return unknown != 0 ? unknown : bySize != 0 ? bySize : one.compareTo(other);
    }

    private static long requests(CandidateShadow candidate, String label) {
        return candidate.mix().stream()
                .filter(part -> part.taskType().equals(label))
                .mapToLong(CandidateShadow.Label::requests)
                .sum();
    }

    private static RouteGrid grid(CandidateShadow candidate, String baseline) {
        Set<String> modes =
                new LinkedHashSet<>(Stream.of(Mode.values()).map(Mode::word).toList());
        candidate.routes().forEach(route -> modes.add(route.mode()));
        modes.removeIf(mode ->
                candidate.routes().stream().noneMatch(route -> route.mode().equals(mode)));
        List<RouteGrid.Row> rows = candidate.mix().stream()
                .sorted((a, b) -> order(a.taskType(), b.taskType(), Long.compare(b.requests(), a.requests())))
                .map(label -> new RouteGrid.Row(
                        label.taskType(),
                        candidate.share(label.requests()),
                        modes.stream()
                                .map(mode -> cell(candidate, label.taskType(), mode, baseline))
                                .toList()))
                .toList();
        return new RouteGrid(candidate.id(), List.copyOf(modes), rows);
    }

    private static RouteGrid.Cell cell(CandidateShadow candidate, String taskType, String mode, String baseline) {
        List<CandidateShadow.Route> routes = candidate.routes().stream()
                .filter(route ->
                        route.taskType().equals(taskType) && route.mode().equals(mode))
                .toList();
        long all = routes.stream().mapToLong(CandidateShadow.Route::requests).sum();
        return new RouteGrid.Cell(routes.stream()
                .map(route -> new RouteGrid.Route(
                        route.model(),
                        (double) route.requests() / all,
                        route.model().equals(baseline)))
                .toList());
    }

    private static List<String> unknown(Shadow shadow) {
        var lines = new ArrayList<String>();
        lines.add("Quality. " + shadow.qualityUnknown());
        if (shadow.mirrored().isEmpty()) {
            lines.add(
                    "Latency. The candidates' models were not called, so how fast they would have been on this traffic"
                            + " is not known; the bench measures it on its own prompts, and mirror in proxy.yaml executes a"
                            + " share of the requests on them.");
        } else {
            lines.add("Latency under load. Mirrored calls are few; how fast the candidate's models are when all of the"
                    + " traffic goes to them is not known.");
        }
        lines.add("What users do next. A worse answer leads to more questions, a better one to fewer; shadow counts the"
                + " requests that today's model led to.");
        if (shadow.candidates().stream()
                .anyMatch(candidate -> candidate.cost().parts().written()
                                + candidate.cost().parts().logged()
                        > 0)) {
            lines.add(
                    "Exact cost. The length of answers nobody has seen is assumed, not measured; the interval says how"
                            + " much the traffic varies, not how wrong the assumption may be.");
        }
        return lines;
    }

    private static Method method(Shadow shadow, String command) {
        Shadow.Traffic traffic = shadow.traffic();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Routeproof", ReportFile.VERSION);
        facts.put("first request", FIGURES.moment(traffic.since()));
        facts.put("last request", FIGURES.moment(traffic.until()));
        facts.put("unit", traffic.unitKind());
        facts.put("units", FIGURES.count(traffic.units()));
        return new Method(
                command,
                facts.entrySet().stream()
                        .map(fact -> new Method.Fact(fact.getKey(), fact.getValue()))
                        .toList(),
                ShadowTop.WORDS,
                List.of(new Method.Source(
                        "evidence log, as ingested", "yours", traffic.requests(), "every event carries its checksum")));
    }
}

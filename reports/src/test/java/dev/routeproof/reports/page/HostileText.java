package dev.routeproof.reports.page;

import dev.routeproof.reports.view.Banner;
import dev.routeproof.reports.view.BenchView;
import dev.routeproof.reports.view.ClassifierPart;
import dev.routeproof.reports.view.Disagreement;
import dev.routeproof.reports.view.Forest;
import dev.routeproof.reports.view.Frontier;
import dev.routeproof.reports.view.Head;
import dev.routeproof.reports.view.HealthItem;
import dev.routeproof.reports.view.HeatMap;
import dev.routeproof.reports.view.Latency;
import dev.routeproof.reports.view.Leaderboard;
import dev.routeproof.reports.view.Measure;
import dev.routeproof.reports.view.Method;
import dev.routeproof.reports.view.RouteTable;
import dev.routeproof.reports.view.Table;
import dev.routeproof.reports.view.Tone;
import java.time.Instant;
import java.util.List;

/** Texts that try to be more than text, and a report that has one in every place a text can stand. */
final class HostileText {
    private HostileText() {}

    static List<String> payloads() {
        return List.of(
                "<script>alert(1)</script>",
                "</script><script>alert(1)</script>",
                "</SCRIPT ><img src=x onerror=alert(1)>",
                "<!--<script>",
                "--><script>alert(1)</script>",
                "<![CDATA[<script>alert(1)</script>]]>",
                "]]><svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<svg/onload=alert(1)>",
                "</svg><b onmouseover=alert(1)>x</b>",
                "</text></svg><script>alert(1)</script>",
                "</title><script>alert(1)</script>",
                "</style><script>alert(1)</script>",
                "</pre></div><h1>owned</h1>",
                "</table><form action=x><input>",
                "<iframe src=x></iframe>",
                "<object data=x></object>",
                "<embed src=x>",
                "<base href=x>",
                "<link rel=stylesheet href=x>",
                "<meta http-equiv=refresh content=0>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "\"><img src=x onerror=alert(1)>",
                "'><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onfocus='alert(1)' autofocus='",
                "` onload=alert(1) `",
                "x\" data-tip=\"y",
                "javascript:alert(1)",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)",
                "&\"<>'`=/",
                "<math><mi xlink:href=x>",
                "<template><script>alert(1)</script></template>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<textarea></textarea><script>alert(1)</script>",
                "<xmp></xmp><plaintext>",
                "<details open ontoggle=alert(1)>",
                "{{constructor.constructor('alert(1)')()}}",
                "${7*7}",
                "<#assign x=\"freemarker.template.utility.Execute\"?new()>",
                "\u2028alert(1)\u2029",
                "+ADw-script+AD4-alert(1)",
                "\u0000<scr\u0000ipt>alert(1)</script>");
    }

    /** {@code text} as model id, dataset, prompt, answer, reason, hash and everything else. */
    static BenchView everywhere(String text) {
        Measure.Measured measured = new Measure.Measured(0.5, 0.4, 0.6, 40);
        return new BenchView(
                new Head(text, text, text, Instant.EPOCH, true, true, List.of(text)),
                new Banner(Tone.GOOD, text, text, List.of(new Banner.KeyFigure(text, text, text))),
                List.of(new HealthItem(text, text, Tone.BAD, text)),
                new Frontier(
                        text,
                        List.of(
                                new Frontier.Panel(
                                        text, List.of(new Frontier.Point(text, 1, true, measured, true, true))),
                                new Frontier.Panel(text, List.of()))),
                new Forest(
                        text,
                        text,
                        List.of(new Forest.Panel(
                                text,
                                0.02,
                                true,
                                List.of(
                                        new Forest.Row(
                                                text, new Measure.Measured(0, -.1, .1, 40), Forest.Conclusion.UNCLEAR),
                                        new Forest.Row(text, new Measure.Missing(text), Forest.Conclusion.UNCLEAR))))),
                new Leaderboard(List.of(new Leaderboard.Row(
                        text,
                        text,
                        text,
                        true,
                        measured,
                        1.0,
                        true,
                        1.0,
                        2.0,
                        3.0,
                        1.0,
                        new Leaderboard.States(1, 1, 1, 1, 1, 1)))),
                new RouteTable(
                        text,
                        text,
                        List.of(text),
                        List.of(new RouteTable.Row(
                                text,
                                List.of(new RouteTable.Cell(
                                        text,
                                        text,
                                        RouteTable.State.CHANGED,
                                        text,
                                        1,
                                        List.of(text, text),
                                        0.9,
                                        measured,
                                        0.5))))),
                new ClassifierPart(
                        text,
                        text,
                        List.of(new Banner.KeyFigure(text, text, text)),
                        table("confusion", text),
                        table("regret", text),
                        List.of(text)),
                new HeatMap(List.of(text), List.of(new HeatMap.Row(text, List.of(measured)))),
                new Latency(List.of(1.0, 2.0), List.of(new Latency.Row(text, List.of(3L), 1.2, 1.8, null, null, 3))),
                List.of(new Disagreement(
                        text,
                        text,
                        text,
                        text,
                        text,
                        text,
                        List.of(new Disagreement.Side(text, text, 0.5, text, text, text)))),
                new Method(
                        text,
                        List.of(new Method.Fact(text, text)),
                        List.of(new Method.Definition(text, text)),
                        List.of(new Method.Source(text, text, 1, text))));
    }

    private static Table table(String id, String text) {
        return new Table(
                id,
                text,
                List.of(Table.Column.text(text)),
                List.of(List.of(Table.Cell.of(text, text).toned(Tone.BAD))));
    }

    static Disagreement disagreement() {
        String answer =
                "<script>alert(1)</script> </script> {{constructor}} ${7*7} \u001b[31mred\u001b[0m \u202Egnp.exe \u0000 <#assign x=1>";
        return new Disagreement(
                "inject-3",
                "hostile",
                "code",
                "The answer tries to be markup; here it is text.",
                "Write a script element.",
                "<script>",
                List.of(
                        new Disagreement.Side("boreal-pro", "right", 1.0, "<script>", "includes <script>", answer),
                        new Disagreement.Side(
                                "ember-code",
                                "wrong",
                                0.0,
                                "</pre><img src=x onerror=alert(1)>",
                                "does not include it",
                                "\"><svg onload=alert(1)>")));
    }
}

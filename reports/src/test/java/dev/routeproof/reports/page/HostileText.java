package dev.routeproof.reports.page;

import dev.routeproof.reports.view.Disagreement;
import java.util.List;

/** Answers that try to be more than text. */
final class HostileText {
    private HostileText() {}

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

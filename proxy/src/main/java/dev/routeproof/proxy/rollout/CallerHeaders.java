package dev.routeproof.proxy.rollout;

import java.util.List;

/** The names of the headers by which a caller says what it wants and for whom; the first one present counts. */
public record CallerHeaders(
        List<String> mode,
        List<String> model,
        List<String> user,
        List<String> session,
        List<String> project,
        List<String> feature) {
    public static final CallerHeaders DEFAULT = new CallerHeaders(
            List.of("X-Route-Mode", "X-Prism-Mode"),
            List.of("X-Route-Model", "X-Prism-Model-Prefer"),
            List.of("X-Route-User"),
            List.of("X-Route-Session"),
            List.of("X-Route-Project"),
            List.of("X-Route-Feature"));

    public CallerHeaders {
        mode = List.copyOf(mode);
        model = List.copyOf(model);
        user = List.copyOf(user);
        session = List.copyOf(session);
        project = List.copyOf(project);
        feature = List.copyOf(feature);
    }
}

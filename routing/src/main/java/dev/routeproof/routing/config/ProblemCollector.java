package dev.routeproof.routing.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers problems while a load goes on, so that a reader sees all of them at once. Not safe for several threads. */
public final class ProblemCollector {
    private final List<Problem> found = new ArrayList<>();
    private final List<Place> secrets = new ArrayList<>();

    public void add(Place place, String message, @Nullable String fix) {
        found.add(place.problem(message, fix));
    }

    /** Adds a problem with a place that may hold a secret; no problem of that line shows what stands there. */
    void addSecret(Place place, String message, @Nullable String fix) {
        hide(place);
        add(place, message, fix);
    }

    /** No problem of that line shows what stands there: it may be a secret. */
    void hide(Place place) {
        secrets.add(place);
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(Problems problems) {
        found.addAll(problems.all());
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int size() {
        return found.size();
    }

    /** What was gathered, by file and line; call it only when there is something. */
    public Problems problems() {
        return Problems.sorted(found.stream().map(this::blotted).toList());
    }

    private Problem blotted(Problem problem) {
        Problem shown = problem;
        for (Place secret : secrets) {
            shown = secret.blot(shown);
        }
        return shown;
    }

    /** {@code Ok} where nothing was found and there is a value, else {@code Broken} with everything found. */
    public <T> Loaded<T> outcome(@Nullable T value) {
        if (found.isEmpty() && value != null) {
            return new Loaded.Ok<>(value);
        }
        return new Loaded.Broken<>(problems());
    }
}

package dev.routeproof.reports.view;

import java.util.List;

/**
 * How the numbers came about and how to get them again.
 *
 * @param command reproduces the report
 * @param sources what was measured on
 */
public record Method(String command, List<Fact> facts, List<Definition> definitions, List<Source> sources) {
    public Method {
        facts = List.copyOf(facts);
        definitions = List.copyOf(definitions);
        sources = List.copyOf(sources);
    }

    /** A setting of the run, such as the seed or a content hash. */
    public record Fact(String name, String value) {}

    /** A word of the report and what it means. */
    public record Definition(String term, String meaning) {}

    /** A dataset or log. */
    public record Source(String name, String licence, long n, String hash) {}
}

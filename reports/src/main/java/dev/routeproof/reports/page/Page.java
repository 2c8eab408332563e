package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Chart;
import dev.routeproof.reports.view.Figures;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every page has: style, script, their hashes for the content security policy, the formatter, the numbers. */
final class Page {
    private static final Engine ENGINE = new Engine();
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private final Map<String, Object> root = new HashMap<>();

    Page(Object view) {
        root.put("view", view);
        root.put("f", new Figures());
        root.put("style", markup(STYLE));
        root.put("script", markup(SCRIPT));
        root.put("styleHash", hash(STYLE));
        root.put("scriptHash", hash(SCRIPT));
    }

    Page with(String name, Object value) {
        root.put(name, value);
        return this;
    }

    /** Text that is markup already, from {@link Chart#svg} or our own resources. */
    static TemplateHTMLOutputModel markup(String markup) {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(markup);
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e);
        }
    }

    String render(String template, List<Chart> charts) {
        root.put("json", markup(EmbeddedJson.of(charts)));
        return ENGINE.render(template, root);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the reports jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

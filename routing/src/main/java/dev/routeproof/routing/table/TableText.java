package dev.routeproof.routing.table;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.catalog.ModelId;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.ContentHash;
import dev.routeproof.routing.config.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A routing table as YAML and as the content its hash is taken over. */
final class TableText {
    private TableText() {}

    static String yaml(RoutingTable table) {
        var out = new StringBuilder();
        out.append("id: ").append(YamlText.scalar(table.id())).append('\n');
        out.append("default: ")
                .append(YamlText.scalar(table.standard().value()))
                .append('\n');
        out.append("routes:").append(table.routes().isEmpty() ? " {}\n" : "\n");
        table.routes()
                .forEach((type, cells) -> out.append("  ")
                        .append(YamlText.scalar(type.label()))
                        .append(": ")
                        .append(cells(cells))
                        .append('\n'));
        chains(out, table.fallbacks());
        if (table.uncertain().below() > 0) {
            out.append("uncertain: {below: ")
                    .append(YamlText.number(table.uncertain().below()))
                    .append(", route: ")
                    .append(table.uncertain().route().word())
                    .append("}\n");
        }
        if (!table.overrides().isEmpty()) {
            out.append("overrides:\n");
            table.overrides()
                    .forEach(override -> out.append("  - {match: {")
                            .append(match(override))
                            .append("}, model: ")
                            .append(YamlText.scalar(override.model().value()))
                            .append("}\n"));
        }
        return out.toString();
    }

    static String hash(RoutingTable table) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("id", table.id()).put("default", table.standard().value());
        ObjectNode routes = content.putObject("routes");
        for (Map.Entry<TaskType, Map<Mode, ModelId>> line : table.routes().entrySet()) {
            ObjectNode cells = routes.putObject(line.getKey().label());
            line.getValue().forEach((mode, model) -> cells.put(mode.word(), model.value()));
        }
        ObjectNode fallbacks = content.putObject("fallbacks");
        table.fallbacks().byTier().forEach((tier, chain) -> chain(fallbacks, tier.word(), chain));
        table.fallbacks().byModel().forEach((model, chain) -> chain(fallbacks, model.value(), chain));
        content.putObject("uncertain")
                .put("below", table.uncertain().below())
                .put("route", table.uncertain().route().word());
        var overrides = content.putArray("overrides");
        for (RouteOverride override : table.overrides()) {
            ObjectNode one = overrides.addObject().put("model", override.model().value());
            if (override.feature() != null) {
                one.put("feature", override.feature());
            }
            if (override.pattern() != null) {
                one.put("regex", override.pattern().pattern());
            }
        }
        return ContentHash.of(content);
    }

    private static void chain(ObjectNode out, String key, List<ModelId> chain) {
        var list = out.putArray(key);
        chain.forEach(model -> list.add(model.value()));
    }

    private static String cells(Map<Mode, ModelId> cells) {
        var written = new ArrayList<String>();
        for (Mode mode : Mode.values()) {
            ModelId model = cells.get(mode);
            if (model != null) {
                written.add(mode.word() + ": " + YamlText.scalar(model.value()));
            }
        }
        return "{" + String.join(", ", written) + "}";
    }

    private static void chains(StringBuilder out, RoutingTable.Fallbacks fallbacks) {
        if (fallbacks.byTier().isEmpty() && fallbacks.byModel().isEmpty()) {
            return;
        }
        out.append("fallbacks:\n");
        fallbacks.byTier().forEach((tier, chain) -> out.append(chainLine(tier.word(), chain)));
        fallbacks.byModel().forEach((model, chain) -> out.append(chainLine(model.value(), chain)));
    }

    private static String chainLine(String key, List<ModelId> chain) {
        return "  " + YamlText.scalar(key) + ": ["
                + chain.stream().map(model -> YamlText.scalar(model.value())).collect(Collectors.joining(", ")) + "]\n";
    }

    private static String match(RouteOverride override) {
        var parts = new ArrayList<String>();
        if (override.feature() != null) {
            parts.add("feature: " + YamlText.scalar(override.feature()));
        }
        if (override.pattern() != null) {
            parts.add("regex: " + YamlText.scalar(override.pattern().pattern()));
        }
        return String.join(", ", parts);
    }
}

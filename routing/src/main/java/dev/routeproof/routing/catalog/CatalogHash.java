package dev.routeproof.routing.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.routeproof.routing.config.ContentHash;
import java.util.TreeSet;

/** The content hash of a catalog. */
final class CatalogHash {
    private CatalogHash() {}

    static String of(Catalog catalog) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ObjectNode types = content.putObject("task_types");
        catalog.taxonomy().rubrics().forEach((type, rubric) -> types.put(type.label(), rubric));
        ObjectNode providers = content.putObject("providers");
        catalog.providers().values().forEach(provider -> provider(providers.putObject(provider.id()), provider));
        ObjectNode models = content.putObject("models");
        catalog.models()
                .values()
                .forEach(model -> model(models.putObject(model.id().value()), model));
        return ContentHash.of(content);
    }

    private static void provider(ObjectNode out, Provider provider) {
        out.put("wire", provider.wire().word());
        out.put("base_url", String.valueOf(provider.baseUrl()));
    }

    private static void model(ObjectNode out, Model model) {
        out.put("provider", model.provider().id())
                .put("name", model.name())
                .put("tier", model.tier().word())
                .put("input", model.prices().input())
                .put("output", model.prices().output())
                .put("cached_input", model.prices().cachedInput())
                .put("context", model.contextTokens());
        var capabilities = out.putArray("capabilities");
        new TreeSet<>(model.capabilities()).forEach(capability -> capabilities.add(capability.word()));
        SandboxProfile sandbox = model.sandbox();
        if (sandbox != null) {
            ObjectNode profile = out.putObject("sandbox");
            ObjectNode accuracy = profile.putObject("accuracy");
            sandbox.accuracy().forEach(accuracy::put);
            profile.put("output_tokens", sandbox.outputTokens())
                    .put("p50", sandbox.firstToken().p50Millis())
                    .put("p95", sandbox.firstToken().p95Millis())
                    .put("tokens_per_second", sandbox.tokensPerSecond())
                    .put("error_rate", sandbox.errorRate())
                    .put("seed", sandbox.seed());
        }
    }
}

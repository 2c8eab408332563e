package dev.routeproof.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.routeproof.proxy.rollout.LiveRollout;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.evidence.Event;
import dev.routeproof.routing.experiment.Allocation;
import dev.routeproof.routing.experiment.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;

/**
 * Keeps the last epoch beside the evidence log, so that pauses, back-offs and the kill switch survive a restart. It
 * belongs to one rollout document: a changed document starts from what it says.
 */
final class RolloutMemory {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    RolloutMemory(Path folder) {
        this.file = folder.resolve("rollout-state.json");
    }

    void keep(LiveRollout.Effective of) {
        var json = JSON.createObjectNode();
        json.put("document", of.rollout() == null ? "" : of.rollout().contentHash());
        json.put("phase", of.allocation().phase().name());
        json.put("percent", of.allocation().percent());
        json.put("holdout", of.allocation().holdout());
        var backOff = json.putArray("back_off");
        of.allocation().backOff().forEach(type -> backOff.add(type.label()));
        json.put("killed", of.killed());
        json.put("ordinal", of.ordinal());
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, json.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the rollout's state cannot be kept in " + file, e);
        }
    }

    /** Opens the epoch of this start: what was kept for the same document, else what the document says. */
    Event.Epoch start(LiveRollout rollout, String config) throws IOException {
        var of = rollout.get();
        String document = of.rollout() == null ? "" : of.rollout().contentHash();
        JsonNode kept = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        int ordinal = kept.path("ordinal").asInt(0) + 1;
        Event.Epoch epoch;
        if (kept.path("document").asText("-").equals(document)) {
            var backOff = new HashSet<TaskType>();
            kept.path("back_off").forEach(label -> backOff.add(new TaskType(label.asText())));
            var allocation = new Allocation(
                    Phase.valueOf(kept.path("phase").asText()),
                    kept.path("percent").asDouble(),
                    kept.path("holdout").asDouble(),
                    backOff);
            epoch = rollout.start(allocation, kept.path("killed").asBoolean(), ordinal, config);
        } else {
            epoch = rollout.start(null, false, ordinal, config);
        }
        keep(rollout.get());
        return epoch;
    }
}

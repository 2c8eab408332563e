package dev.routeproof.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.routeproof.routing.catalog.Capability;
import dev.routeproof.routing.classify.Prompt.Message;
import dev.routeproof.routing.classify.Prompt.Role;
import dev.routeproof.routing.classify.TaskType;
import dev.routeproof.routing.config.Field;
import dev.routeproof.routing.config.OptionalField;
import dev.routeproof.routing.config.Row;
import dev.routeproof.routing.config.Shape;
import dev.routeproof.routing.config.Shapes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two files of a dataset, declared: what is read, refused and described in the JSON Schemas. */
public final class DatasetShapes {
    private static final int LONGEST_ID = 200;

    static final Shape<Card> CARD = card();
    static final Shape<Line> LINE = line();

    private DatasetShapes() {}

    /** {@code card.yaml}. */
    public static Shape<?> cardFile() {
        return CARD;
    }

    /** One line of a {@code *.jsonl} file. */
    public static Shape<?> sampleLine() {
        return LINE;
    }

    private static Shape<Card> card() {
        return Shapes.record("card", "What a dataset is, and the defaults of its lines.", fields -> {
            var name = fields.required("name", Shapes.id(), "The name that runs and reports use.");
            var licence = fields.required("licence", Shapes.words(), "The licence of prompts and targets, as in MIT.");
            var source = fields.required("source", Shapes.words(), "Where it comes from: an address, or a sentence.");
            var description = fields.required("description", Shapes.words(), "What it measures, in a sentence.");
            var taskType = fields.optional("task_type", taskType().located(), "The task type of lines that name none.");
            var scorer = fields.optional("scorer", ScorerShape.SHAPE, "The scorer of lines that name none.");
            var system = fields.optional("system", Shapes.words(), "A system text for prompts that bring none.");
            return row -> new Card(
                    row.get(name),
                    row.get(licence),
                    row.get(source),
                    row.get(description),
                    row.orNull(taskType),
                    row.orNull(scorer),
                    row.orNull(system));
        });
    }

    private static Shape<Line> line() {
        return Shapes.record("sample", "One labelled prompt.", fields -> {
            var id = fields.required("id", sampleId().located(), "The sample's id, unique in its dataset.");
            var taskType = fields.optional("task_type", taskType().located(), "Its task type; default: the card's.");
            var prompt = fields.optional("prompt", Shapes.words(), "What is asked; or messages.");
            var messages =
                    fields.optional("messages", Shapes.someOf(message()), "The conversation, last message last.");
            var target = fields.optional(
                    "target",
                    Shapes.oneOrMany(Shapes.words()).located(),
                    "The right answer, or a list of acceptable ones.");
            var scorer = fields.optional("scorer", ScorerShape.SHAPE, "How the answer is scored; default: the card's.");
            var cluster = fields.optional("cluster", Shapes.words(), "Samples that share one are not independent.");
            var tags = fields.optional("tags", Shapes.list(Shapes.words()), List.of(), "Words to filter by.");
            var needs = fields.optional(
                    "needs", Shapes.set(Shapes.word(Capability.class)), Set.of(), "What a model must be able to do.");
            var tools = fields.optional(
                    "tools",
                    Shapes.list(Shapes.anything()),
                    List.<JsonNode>of(),
                    "Tool definitions as OpenAI writes them.");
            return row -> {
                List<Message> conversation = conversation(row, prompt, messages);
                return conversation == null
                        ? null
                        : new Line(
                                row.place(),
                                row.get(id),
                                row.orNull(taskType),
                                conversation,
                                row.orNull(target),
                                row.orNull(scorer),
                                row.orNull(cluster),
                                row.get(tags),
                                row.get(needs),
                                row.get(tools));
            };
        });
    }

    private static @Nullable List<Message> conversation(
            Row row, OptionalField<String> prompt, OptionalField<List<Message>> messages) {
        String text = row.orNull(prompt);
        List<Message> turns = row.orNull(messages);
        if (text != null && turns != null) {
            row.problem(messages, "this sample has both prompt and messages", "keep one of them");
            return null;
        }
        if (text == null && turns == null) {
            if (row.has(prompt) || row.has(messages)) {
                return null;
            }
            row.problem("this sample has neither prompt nor messages", "add one of them: what the model is asked");
            return null;
        }
        return turns == null ? List.of(new Message(Role.USER, text == null ? "" : text)) : turns;
    }

    /** Anything without control characters: ids come from elsewhere, and recorded answers name them. */
    private static Shape<String> sampleId() {
        return Shapes.words().checked((node, id, problems) -> {
            if (id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
                problems.add(
                        node.place(),
                        "an id has at most " + LONGEST_ID + " characters and no control characters",
                        null);
                return null;
            }
            return id;
        });
    }

    private static Shape<TaskType> taskType() {
        return Shapes.id().as(TaskType::new);
    }

    private static Shape<Message> message() {
        return Shapes.record("message", "One message of a conversation.", fields -> {
            Field<Role> role =
                    fields.required("role", Shapes.word(Role.class), "Who speaks: user, assistant, system or tool.");
            Field<String> content = fields.required("content", Shapes.text(), "The text.");
            return row -> new Message(row.get(role), row.get(content));
        });
    }
}

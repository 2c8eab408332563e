package dev.routeproof.routing.classify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One classifier of a cascade, as configured. */
public sealed interface StageSpec {
    /** The embedding model that runs in process. */
    String IN_PROCESS = "minilm";

    /** The word in {@code kind:}. */
    String kind();

    /** Confidence at which this stage's answer is taken and the cascade stops, [0,1]. */
    double believe();

    /** True where the answer is worked out at once, without waiting for another thread or machine. */
    default boolean immediate() {
        return switch (this) {
            case Rules rules -> true;
            case Linear linear -> true;
            case Embedding embedding -> false;
            case Llm llm -> false;
            case Rubric rubric -> false;
        };
    }

    /** True where an answer needs a call to another machine. */
    default boolean remote() {
        return switch (this) {
            case Rules rules -> false;
            case Linear linear -> false;
            case Embedding embedding -> embedding.provider() != null;
            case Llm llm -> true;
            case Rubric rubric -> true;
        };
    }

    /** Keywords, patterns and sizes, whose weights add up per label. */
    record Rules(List<Rule> rules, double believe) implements StageSpec {
        public Rules {
            rules = List.copyOf(rules);
        }

        @Override
        public String kind() {
            return "rules";
        }
    }

    /** Logistic regression over hashed n-grams and features, trained by {@code harness train}. */
    record Linear(LinearModel model, double believe) implements StageSpec {
        @Override
        public String kind() {
            return "linear";
        }
    }

    /**
     * Nearest labelled vectors of an embedding.
     *
     * @param model {@code minilm} in process, or the provider's name of it
     * @param provider id of the provider whose {@code /v1/embeddings} is asked; null: in process
     * @param budget time one call may take; only for a provider
     */
    record Embedding(
            String model, Neighbours neighbours, @Nullable String provider, Duration budget, double believe)
            implements StageSpec {
        @Override
        public String kind() {
            return "embedding";
        }
    }

    /**
     * A model of the catalog that is asked for the task type.
     *
     * @param model its id in the catalog
     */
    record Llm(String model, Question question, Duration budget, double believe) implements StageSpec {
        @Override
        public String kind() {
            return "llm";
        }
    }

    /** An HTTP service: text and labels with rubrics in, top label and scores out. */
    record Rubric(URI url, @Nullable String keyEnv, Duration budget, double believe) implements StageSpec {
        @Override
        public String kind() {
            return "rubric";
        }
    }

    /** What a model is asked. */
    enum Question {
        /** One number from 1 to 10 for the difficulty. */
        SCORE_1_10("score-1-10"),
        /** A JSON object with the task type, the reasoning and the estimated tokens. */
        TIER_JSON("tier-json");

        private final String word;

        Question(String word) {
            this.word = word;
        }

        /** The word used in files. */
        public String word() {
            return word;
        }
    }
}

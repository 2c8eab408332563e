package dev.routeproof.harness.routers;

import java.util.stream.Stream;

/** What came of trying a router on a recorded run: its choices, or why there are none. */
sealed interface Trial {
    /** The same with a further remark, one sentence, where there are choices. */
    Trial with(String remark);

    record Tried(Choices choices) implements Trial {
        @Override
        public Trial with(String remark) {
            return new Tried(new Choices(
                    choices.id(),
                    choices.ways(),
                    choices.order(),
                    Stream.concat(Stream.of(remark), choices.remarks().stream()).toList()));
        }
    }

    /** {@code reason} is a sentence. */
    record NotTried(String id, String reason) implements Trial {
        @Override
        public Trial with(String remark) {
            return this;
        }
    }
}

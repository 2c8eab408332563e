package dev.routeproof.routing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShapeTest {
    record Lamp(
            String name, double watts, int count, @Nullable Boolean on) {}

    static final Shape<Lamp> LAMP = Shapes.record("lamp", "Something that shines.", fields -> {
        var name = fields.required("name", Shapes.words(), "What it is called.");
        var watts = fields.required("watts", Shapes.number(0, 100), "Watts.");
        var count = fields.optional("count", Shapes.integer(1, 9), 1, "How many.");
        var on = fields.optional("on", Shapes.bool(), "Whether it shines.");
        return row -> new Lamp(row.get(name), row.get(watts), row.get(count), row.orNull(on));
    });

    @Test
    void aRecordIsReadFromYamlAndFromJsonAlike() {
        var problems = new ProblemCollector();
        var lamp = ConfigText.yaml(yaml("name: desk\nwatts: 7\non: true\n"), LAMP, problems);
        var same = ConfigText.json(json("{\"name\": \"desk\", \"watts\": 7, \"on\": true}"), LAMP, problems);
        assertThat(lamp).isEqualTo(new Lamp("desk", 7, 1, true)).isEqualTo(same);
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void everyProblemOfARecordIsShownAtOnceWithItsPlace() {
        assertThat(render(yaml("""
                nmae: desk
                watts: -3
                count: many
                on: yes
                """), LAMP)).isEqualTo("""
                lamp.yaml:1:1  unknown key 'nmae' in this lamp; did you mean 'name'?
                  1 | nmae: desk
                    | ^^^^
                lamp.yaml:2:8  expected a number from 0 to 100, found -3
                  2 | watts: -3
                    |        ^^
                lamp.yaml:3:8  expected a whole number from 1 to 9, found 'many'
                  3 | count: many
                    |        ^^^^
                lamp.yaml:4:5  expected true or false, found 'yes'
                  4 | on: yes
                    |     ^^^
                4 problems. Nothing was run and nothing was charged.
                """);
    }

    @Test
    void aMissingKeyIsNamedWithWhatItIsFor() {
        assertThat(render(yaml("name: desk\n"), LAMP))
                .startsWith("lamp.yaml:1:1  this lamp has no 'watts'; add it: Watts.\n");
        assertThat(render(yaml("name: desk\nwatts:\n"), LAMP))
                .startsWith("lamp.yaml:2:1  'watts' is empty; fill it in: Watts.\n");
    }

    @Test
    void aLineOfJsonIsNamedByItsNumberAndColumn() {
        assertThat(render(json("{\"name\": \"desk\", \"watts\": \"bright\"}"), LAMP))
                .isEqualTo("""
                lamps.jsonl:12:27  expected a number from 0 to 100, found 'bright'
                  12 | {"name": "desk", "watts": "bright"}
                     |                           ^^^^^^^^
                1 problem. Nothing was run and nothing was charged.
                """);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThat(render(yaml("name: a\nwatts: 1\nname: b\n"), LAMP))
                .contains("lamp.yaml:3:1  key 'name' stands twice, first on line 1; keep one of them");
        assertThat(render(json("{\"name\": \"a\", \"watts\": 1, \"name\": \"b\"}"), LAMP))
                .contains("key 'name' stands twice");
    }

    @Test
    void anUnreadableLineSaysWhere() {
        assertThat(render(json("{\"name\": \"desk\", \"watts\" 7}"), LAMP))
                .startsWith("lamps.jsonl:12:")
                .contains("not readable as JSON");
        assertThat(render(yaml("name: [a\nwatts: 7\n"), LAMP)).contains("not readable as YAML");
        assertThat(render(json("{\"name\": \"a\", \"watts\": 1} x"), LAMP)).contains("not readable as JSON");
    }

    @Test
    void aWordChoosesTheRecordItNames() {
        Shape<Object> shape = Shapes.variants("kind", "Lamp or number.", Map.of("lamp", LAMP));
        var problems = new ProblemCollector();
        assertThat(ConfigText.yaml(yaml("{kind: lamp, name: a, watts: 1}"), shape, problems))
                .isEqualTo(new Lamp("a", 1, 1, null));
        assertThat(render(yaml("{kind: lmap, name: a}"), shape)).contains("unknown kind 'lmap'; did you mean 'lamp'?");
    }

    @Test
    void oneItemOrSeveralMayBeWritten() {
        var shape = Shapes.oneOrMany(Shapes.text());
        var problems = new ProblemCollector();
        assertThat(ConfigText.yaml(yaml("paris"), shape, problems)).isEqualTo(List.of("paris"));
        assertThat(ConfigText.yaml(yaml("[paris, Paris]"), shape, problems)).isEqualTo(List.of("paris", "Paris"));
    }

    @Test
    void anUnquotedNumberWhereTextIsMeantGetsTheFix() {
        assertThat(render(yaml("7"), Shapes.text())).contains("expected text, found 7; write it in quotes: '7'");
    }

    @Test
    void aNumberInQuotesOrWithACommaGetsTheFix() {
        assertThat(render(yaml("'7.5'"), Shapes.number(0, 9))).contains("found '7.5'; write it without quotes: 7.5");
        assertThat(render(json("\"7\""), Shapes.integer(0, 9))).contains("found '7'; write it without quotes: 7");
        assertThat(render(yaml("7,5"), Shapes.number(0, 9))).contains("found '7,5'; write a decimal point: 7.5");
        assertThat(render(yaml("'true'"), Shapes.bool())).contains("found 'true'; write it without quotes: true");
        assertThat(render(yaml("seven"), Shapes.number(0, 9))).contains("found 'seven'\n");
    }

    @Test
    void aListWhoseItemsAreAllBrokenIsNoList() {
        var problems = new ProblemCollector();
        assertThat(ConfigText.yaml(yaml("[[], {}]"), Shapes.someOf(Shapes.text()), problems))
                .isNull();
        assertThat(problems.size()).isEqualTo(2);
    }

    @Test
    void whatIsNotClosedSaysWhereItBegins() {
        assertThat(render(yaml("name: a\ncount: {b: 1\nwatts: 7\n"), LAMP)).contains("that begins on line 2");
    }

    @Test
    void aLongWordIsCutWhereASentenceNamesIt() {
        String longWord = "x".repeat(5_000);
        for (String text : List.of(longWord + ": 1\nname: a\n", "kind: " + longWord)) {
            Shape<?> shape = text.startsWith("kind")
                    ? Shapes.variants("kind", "Lamp.", Map.<String, Shape<? extends Lamp>>of("lamp", LAMP))
                    : LAMP;
            assertThat(render(yaml(text), shape).lines()).allMatch(line -> line.length() < 200);
        }
    }

    @Test
    void theValueOfAKeyThatMayBeASecretIsNotShown() {
        assertThat(render(yaml("{name: \"\uD83D\uDD11\uD83D\uDD11\", api_key: sk-1234567}"), LAMP))
                .contains("unknown key 'api_key'", "api_key: **********}")
                .doesNotContain("sk-", "567");
    }

    @Test
    void aShapeDescribesItselfForEditors() {
        assertThat(LAMP.schema().toString()).isEqualTo("""
                {"type":"object","description":"Something that shines.","properties":{\
                "name":{"type":"string","minLength":1,"description":"What it is called."},\
                "watts":{"type":"number","minimum":0.0,"maximum":100.0,"description":"Watts."},\
                "count":{"type":["integer","null"],"minimum":1,"maximum":9,"description":"How many.","default":1},\
                "on":{"type":["boolean","null"],"description":"Whether it shines."}},\
                "required":["name","watts"],"additionalProperties":false}""");
    }

    static Source yaml(String text) {
        return Source.ofFile(Path.of("lamp.yaml"), text);
    }

    static Source json(String line) {
        return Source.ofLine(Path.of("lamps.jsonl"), 12, line);
    }

    static String render(Source source, Shape<?> shape) {
        var problems = new ProblemCollector();
        if (source.name().endsWith(".jsonl")) {
            ConfigText.json(source, shape, problems);
        } else {
            ConfigText.yaml(source, shape, problems);
        }
        return problems.problems().render();
    }
}

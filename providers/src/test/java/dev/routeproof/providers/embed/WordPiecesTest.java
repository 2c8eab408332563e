package dev.routeproof.providers.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final List<String> WORDS = List.of(
            "[CLS]", "[SEP]", "[UNK]", "un", "##aff", "##able", "cafe", "!", "東", "京", "don", "'", "t", "hello");

    private static List<String> pieces(String text, int first, int last) {
        Map<String, Integer> numbers = new HashMap<>();
        WORDS.forEach(word -> numbers.put(word, numbers.size()));
        var found = new java.util.ArrayList<String>();
        for (long number : new WordPieces(numbers).of(text, first, last)) {
            found.add(WORDS.get((int) number));
        }
        return found;
    }

    @Test
    void longestKnownPieceComesFirst() {
        assertThat(pieces("unaffable", 10, 10)).containsExactly("[CLS]", "un", "##aff", "##able", "[SEP]");
        assertThat(pieces("unknown", 10, 10)).containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void accentsAndCaseAreFoldedAndSignsStandAlone() {
        assertThat(pieces("Café!", 10, 10)).containsExactly("[CLS]", "cafe", "!", "[SEP]");
        assertThat(pieces("don't", 10, 10)).containsExactly("[CLS]", "don", "'", "t", "[SEP]");
        assertThat(pieces("東京", 10, 10)).containsExactly("[CLS]", "東", "京", "[SEP]");
    }

    @Test
    void ofALongTextBeginningAndEndAreRead() {
        assertThat(pieces("cafe hello hello un don t", 2, 1)).containsExactly("[CLS]", "cafe", "hello", "t", "[SEP]");
        assertThat(pieces("cafe hello t", 2, 1)).containsExactly("[CLS]", "cafe", "hello", "t", "[SEP]");
        assertThat(pieces("cafe " + "hello ".repeat(100_000) + "don t", 2, 2))
                .containsExactly("[CLS]", "cafe", "hello", "don", "t", "[SEP]");
        assertThat(pieces("x".repeat(120), 2, 2)).containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void brokenTextIsNoProblem() {
        assertThat(pieces("\uD800hello\u0000\uFFFD", 5, 4)).containsExactly("[CLS]", "hello", "[SEP]");
        assertThat(pieces("", 5, 4)).containsExactly("[CLS]", "[SEP]");
    }
}

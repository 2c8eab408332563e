package dev.routeproof.providers.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final List<String> WORDS = List.of(
            "[CLS]", "[SEP]", "[UNK]", "un", "##aff", "##able", "cafe", "!", "東", "京", "don", "'", "t", "hello");

    private static List<String> pieces(String text, int most) {
        Map<String, Integer> numbers = new HashMap<>();
        WORDS.forEach(word -> numbers.put(word, numbers.size()));
        var found = new java.util.ArrayList<String>();
        for (long number : new WordPieces(numbers).of(text, most)) {
            found.add(WORDS.get((int) number));
        }
        return found;
    }

    @Test
    void longestKnownPieceComesFirst() {
        assertThat(pieces("unaffable", 20)).containsExactly("[CLS]", "un", "##aff", "##able", "[SEP]");
        assertThat(pieces("unknown", 20)).containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void accentsAndCaseAreFoldedAndSignsStandAlone() {
        assertThat(pieces("Café!", 20)).containsExactly("[CLS]", "cafe", "!", "[SEP]");
        assertThat(pieces("don't", 20)).containsExactly("[CLS]", "don", "'", "t", "[SEP]");
        assertThat(pieces("東京", 20)).containsExactly("[CLS]", "東", "京", "[SEP]");
    }

    @Test
    void longTextIsCutAndStillClosed() {
        assertThat(pieces("hello ".repeat(100), 5)).containsExactly("[CLS]", "hello", "hello", "hello", "[SEP]");
        assertThat(pieces("x".repeat(200), 5)).containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void brokenTextIsNoProblem() {
        assertThat(pieces("\uD800hello\u0000\uFFFD", 9)).containsExactly("[CLS]", "hello", "[SEP]");
        assertThat(pieces("", 9)).containsExactly("[CLS]", "[SEP]");
    }
}

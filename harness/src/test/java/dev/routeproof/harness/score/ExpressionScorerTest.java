package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Expression.Language;
import dev.routeproof.datasets.ScorerSpec.Extract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionScorerTest {
    static final ScorerSpec LATEX = new ScorerSpec.Expression(Language.LATEX, null);
    static final ScorerSpec PYTHON = new ScorerSpec.Expression(Language.PYTHON, null);
    static final ScorerSpec FIELD = new ScorerSpec.Expression(Language.PYTHON, new Extract.JsonField("answer"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            \\frac{1}{2}       | 0.5
            \\frac12           | $\\dfrac{1}{2}$
            2\\sqrt{3}         | \\sqrt{12}
            x^2+2x+1           | (x+1)^2
            \\{1,2,3\\}        | 3, 1, 2
            (1, 2)             | \\left(1,2\\right)
            [0, \\infty)       | [0,\\infty)
            x = 5              | 5
            5                  | x = 5
            17                 | 17 \\text{ units}
            45                 | 45^\\circ
            10000              | 10{,}000
            5120               | 10 \\cdot 2^9
            2 \\pm \\sqrt{3}   | 2-\\sqrt{3}, 2+\\sqrt{3}
            y = 2x + 1         | 2y - 4x = 2
            \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} | \\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}
            \\text{Monday}     | monday
            \\frac{\\pi}{4}    | π/4
            1112112_3          | 1112112
            -1                 | The final answer is: $\\boxed{-1}$
            120                | 5!
            8                  | \\sqrt[3]{512}
            17                 | The smallest possible value is 17
            1099511627776      | 2^{40}
            2\\sqrt{3}         | The length is $2\\sqrt{3}$.
            (1, 2)             | Therefore the solution is $(x, y) = (1, 2)$.
            2\\sqrt{3}         | The answer is **2√3**.
            \\frac{3}{4}       | The answer is $\\frac{3}{4}$, or 0.75.
            \\frac{3}{4}       | **Answer:**¶\\[¶\\frac{3}{4}¶\\]
            """)
    void formulasAreComparedByValue(String target, String answer) {
        assertThat(Graded.value(LATEX, answer.replace('¶', '\n'), target)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            4                 | 4\\sqrt{6} - 5
            -1                | -1 + 2i
            (1, 2)            | (2, 1)
            [0, 1)            | [0, 1]
            x^2               | x^3
            50                | 50\\pi/2
            \\{1,2\\}         | 1, 2, 3
            2                 | \\text{two hundred}
            1112112_3         | 1112112_4
            1099511627776     | 1099511627777
            x                 | When $x$ grows, the value is $2x$.
            x + 5             | It costs $5 and $6 to ride.
            3                 | The answer is \\boxed{4}, not $3$.
            """)
    void aDifferentValueIsWrong(String target, String answer) {
        assertThat(Graded.value(LATEX, answer, target)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [1, 2, 3]         | [1,2,3]
            {'a': 1, 'b': 2}  | {"b": 2, "a": 1}
            (1, 2)            | 1, 2
            'abc'             | abc
            'abc'             | "abc"
            True              | True
            {1, 2}            | {2, 1}
            set()             | set()
            b'ab'             | b"ab"
            1.0               | 1
            'a\\tb'           | 'a\\x09b'
            [1]               | assert f(2) == [1]
            [1]               | ```python¶[1]¶```
            [1, 2, 3]         | The answer is [1, 2, 3]
            [1, 2, 3]         | \\boxed{[1, 2, 3]}
            [1, 2, 3]         | The output is [1, 2, 3].
            [1, 2, 3]         | The output is **[1, 2, 3]**.
            [1, 2]            | [ANSWER]¶[1, 2]¶[/ANSWER]
            """)
    void literalsAreComparedAsPythonComparesThem(String target, String answer) {
        assertThat(Graded.value(PYTHON, answer.replace('¶', '\n'), target)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [1, 2]            | (1, 2)
            '3'               | [3]
            3                 | '3'
            'POO'             | poo
            [1, 2]            | [2, 1]
            ''                | None
            [1, 2]            | The answer is [2, 1]
            [1, 2]            | The output is not [1, 2].
            [1, 2]            | [ANSWER]¶[2, 1]¶[/ANSWER]
            """)
    void otherLiteralsAreWrong(String target, String answer) {
        assertThat(Graded.value(PYTHON, answer, target)).isZero();
    }

    @Test
    void spacesInsideAnUnquotedStringCount() {
        assertThat(Graded.value(FIELD, "{\"answer\": \"3 4 \"}", "'3 4 '")).isEqualTo(1);
        assertThat(Graded.value(FIELD, "{\"answer\": \"3 4\"}", "'3 4 '")).isZero();
        assertThat(Graded.value(FIELD, "{\"answer\": \"\"}", "''")).isEqualTo(1);
    }
}

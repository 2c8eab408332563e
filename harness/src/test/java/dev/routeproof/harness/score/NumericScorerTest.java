package dev.routeproof.harness.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.datasets.ScorerSpec;
import dev.routeproof.datasets.ScorerSpec.Extract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericScorerTest {
    static final ScorerSpec FREE = new ScorerSpec.Numeric(0, 0, null);
    static final ScorerSpec FIELD = new ScorerSpec.Numeric(0, 0, new Extract.JsonField("answer"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1234.5   | 1,234.5
            1234.5   | 1.234,5
            1234567  | 1.234.567
            1234567  | 1'234'567
            1234567  | 12,34,567
            3.14     | 3,14
            18       | $18.00
            -21      | -$21
            0.75     | 3/4
            1.75     | 1 3/4
            1.75     | 1\\frac{3}{4}
            0.5      | \\frac{1}{2}
            42       | The result is \\boxed{42}.
            42       | **42**
            120000   | 1.2e5
            120000   | 1.2 × 10^5
            3000000  | 3 million
            12       | twelve
            105      | one hundred and five
            15       | 15 %
            0.15     | 15%
            15 %     | 0.15
            7        | x = 7
            10000    | 10{,}000
            1500     | There are 30 rows of 50, so 1500.
            5 km     | 5000 m
            1112112  | 1112112_3
            -5       | −5
            5120     | The answer is 10 * 2^9
            7        | The answer is $3 + 4$.
            """)
    void aNumberIsReadAsPeopleWriteIt(String target, String answer) {
        assertThat(Graded.value(FREE, answer, target)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            1180591620717411303424 | The answer is 2^70
            12345678901234567890   | 12,345,678,901,234,567,890
            42       | The area is $42\\text{ cm}^2$.
            42       | The volume is 42 m^3.
            42       | The answer is 42 m/s
            42       | The answer is 42 m^2.
            42       | Answer: 42 N/m
            42       | Answer: $42/h
            42       | Answer: 42 - a lot
            3e8      | The answer is 3.0 × 10^8 m/s.
            42       | 答案是42。
            42       | 一共有42个苹果。
            42       | 答えは42です。
            -42      | 温度是-42度
            42       | The answer is 42 for n=6
            42       | The answer is 42, since 42 + 8 = 50.
            42       | Answer: 42 (= 6 * 7)
            42       | The answer is 42 apples, because 42 + 8 = 50
            1200     | The answer is 12 (100) = 1200
            42       | The answer is 6 * 7 = 42
            6.02e23  | 6.02×10²³
            0.000003 | 3×10⁻⁶
            -5       | The answer is negative 5.
            -5       | minus 5
            -5       | negative five
            42       | 50 minus 8 is 42
            42       | 42¶¶Explanation: 6 baskets × 7 apples
            7        | 6 baskets¶¶Each holds 7
            """)
    void unitsConditionsAndOtherScriptsDoNotHideTheNumber(String target, String answer) {
        assertThat(Graded.value(FREE, answer.replace('¶', '\n'), target)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            18      | 81
            1234    | 1.234
            15      | 0.15
            5 kg    | 5 km
            0.333   | 1/3
            42      | none
            5       | -5
            4022030 | 4022031
            4       | The answer is 4\\sqrt{6} - 5
            -1      | \\boxed{-1 + 2i}
            50      | \\boxed{50π/2}
            1234567890 | 1234567891
            12193263111263526900 | 12193263111263527000
            42      | The answer is 42x/y
            42      | The answer is 42 - x
            4       | The answer is x^2 + 4
            2       | The volume is 42 m^2
            2       | The answer is x^2
            42      | x42
            5       | negative 5
            5       | The answer is minus 5
            4       | The answer is 4 sqrt(3) (for n = 6)
            """)
    void anotherNumberIsWrong(String target, String answer) {
        assertThat(Graded.value(FREE, answer, target)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"reasoning": "2+2", "answer": "4"}
            {"reasoning": "a "quoted" word and \\frac{1}{2}", "answer": "4"}
            ```json¶{"answer": 4}¶```
            Here it is: {"answer": "4 apples"} I hope this helps, all 17 of them.
            {"reasoning": "first {x}", "answer": "$4.00"
            {"answer": "___"} and then {"answer": "4"}
            {'answer': '4'}
            answer: 4
            I forgot the format. The final answer is: $\\boxed{4}$
            """)
    void theFieldIsFoundInBrokenJson(String answer) {
        assertThat(Graded.value(FIELD, answer.replace('¶', '\n'), "# 4")).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutTheFieldIsWrongAndSaysSo() {
        assertThat(Graded.score(FIELD, "It went on and on about 4 things", "4"))
                .isEqualTo(new Score.Scored(0, "", "The answer has no JSON field 'answer'."));
    }

    @Test
    void toleranceIsAbsoluteOrAShareOfTheTarget() {
        assertThat(Graded.value(new ScorerSpec.Numeric(0.01, 0, null), "3.141", "3.15"))
                .isEqualTo(1);
        assertThat(Graded.value(new ScorerSpec.Numeric(0, 0.01, null), "101", "100"))
                .isEqualTo(1);
        assertThat(Graded.value(new ScorerSpec.Numeric(0, 0.01, null), "102", "100"))
                .isZero();
    }

    @Test
    void aTargetThatIsNoNumberIsTheSamplesFault() {
        assertThat(Graded.score(FREE, "4", "many")).isInstanceOf(Score.Unscored.class);
    }
}

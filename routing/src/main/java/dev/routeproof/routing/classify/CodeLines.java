package dev.routeproof.routing.classify;

/** Tells which places of a case-folded text read as a line of program code. */
final class CodeLines {
    private static final int NAME = 40;

    private static final boolean[] WORD = new boolean[128];

    static {
        for (char c = 0; c < WORD.length; c++) {
            WORD[c] = Character.isLetterOrDigit(c) || c == '_';
        }
    }

    private final char[] text;
    private final int end;

    private CodeLines(char[] text) {
        this.text = text;
        this.end = text.length;
    }

    /**
     * Places that begin at one of the first {@code count} spots; stops counting at {@code most}.
     *
     * @param spots in ascending order: the first character of a word, or a sign
     */
    static int count(char[] folded, int[] spots, int count, int most) {
        var lines = new CodeLines(folded);
        int found = 0;
        int after = 0;
        for (int i = 0; i < count && found < most; i++) {
            int at = spots[i];
            if (at >= after) {
                int end = lines.word(at) ? lines.afterWord(at) : lines.sign(at);
                found += end > 0 ? 1 : 0;
                after = end;
            }
        }
        return found;
    }

    private boolean word(int at) {
        return at < end && text[at] < WORD.length && WORD[text[at]];
    }

    private int wordEnd(int from) {
        int at = from;
        while (word(at) && at - from <= NAME) {
            at++;
        }
        return at;
    }

    /** Only white space stands between the place and the line's beginning, or the text's. */
    private boolean beginsLine(int from) {
        int before = before(from);
        return before < 0 || text[before] == '\n';
    }

    /** The nearest character before that is no space or tab; −1 for none within a line's indent. */
    private int before(int from) {
        int at = from - 1;
        while (at >= 0 && (text[at] == ' ' || text[at] == '\t') && from - at <= NAME) {
            at--;
        }
        return at;
    }

    /** {@code return name} in a line of its own, or after what opens or ends a statement. */
    private boolean statement(int from) {
        int before = before(from);
        return before >= 0
                && switch (text[before]) {
                    case '\n', ':', ';', '{', ')', '`' -> true;
                    default -> false;
                };
    }

    /** Where the place that begins with this word ends; 0 for none. */
    private int afterWord(int from) {
        int to = wordEnd(from);
        return switch (text[from]) {
            case 'd' -> is(from, to, "def") ? called(to) : 0;
            case 'f' -> is(from, to, "func") || is(from, to, "fn") ? called(to) : is(from, to, "for") ? loop(to) : 0;
            case 'r' -> is(from, to, "return") && statement(from) && space(to) && word(to + 1) ? to + 2 : 0;
            case 'i' -> is(from, to, "import") && beginsLine(from) && space(to) && word(to + 1) ? to + 2 : 0;
            case 'c' ->
                is(from, to, "console") && follows(to, ".log") ? to + 4 : is(from, to, "const") ? assigned(to) : 0;
            case 'v' -> is(from, to, "var") ? assigned(to) : 0;
            case 'l' -> is(from, to, "let") ? assigned(to) : 0;
            case 's' -> is(from, to, "select") ? from(to) : 0;
            case 'p' ->
                is(from, to, "public")
                        ? declared(to)
                        : (is(from, to, "print") || is(from, to, "printf")) && at(to, '(') ? to + 1 : 0;
            case 'e' -> is(from, to, "exception") ? told(to) : 0;
            default -> 0;
        };
    }

    private boolean is(int from, int to, String word) {
        return to - from == word.length() && follows(from, word);
    }

    private boolean follows(int from, String expected) {
        if (from + expected.length() > end) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean at(int at, char expected) {
        return at < end && text[at] == expected;
    }

    private boolean space(int at) {
        return at(at, ' ');
    }

    /** {@code def name(}. */
    private int called(int to) {
        int name = space(to) ? wordEnd(to + 1) : to + 1;
        return name > to + 1 && at(name, '(') ? name + 1 : 0;
    }

    /** {@code var name =}. */
    private int assigned(int to) {
        int name = space(to) ? wordEnd(to + 1) : to + 1;
        return name > to + 1 && follows(name, " =") ? name + 2 : 0;
    }

    /** {@code for name in name}. */
    private int loop(int to) {
        int name = space(to) ? wordEnd(to + 1) : to + 1;
        return name > to + 1 && follows(name, " in ") && word(name + 4) ? name + 5 : 0;
    }

    /** {@code select … from} within 200 characters of one line. */
    private int from(int to) {
        for (int at = to; at < Math.min(end, to + 201) && text[at] != '\n'; at++) {
            if (follows(at, "from") && at > to && !word(at - 1) && !word(at + 4)) {
                return at + 4;
            }
        }
        return 0;
    }

    private int declared(int to) {
        int name = space(to) ? wordEnd(to + 1) : to + 1;
        return is(to + 1, name, "static") || is(to + 1, name, "class") || is(to + 1, name, "void") ? name : 0;
    }

    /** {@code exception …:} within 80 characters of one line. */
    private int told(int to) {
        for (int at = to; at < Math.min(end, to + 81) && text[at] != '\n'; at++) {
            if (text[at] == ':') {
                return at + 1;
            }
        }
        return 0;
    }

    private int sign(int at) {
        return switch (text[at]) {
            case '>' -> follows(at, ">>>") ? at + 3 : 0;
            case ':' -> at > 5 && follows(at - 5, "error") && word(at - 6) ? at + 1 : 0;
            case '#' -> follows(at, "#include") ? at + 8 : 0;
            case '.' -> {
                int name = wordEnd(at + 1);
                boolean method = at > 0 && word(at - 1) && name > at + 1 && name <= at + 1 + NAME;
                yield method && at(name, '(') ? name + 1 : 0;
            }
            case '<' -> {
                int name = at(at + 1, '/') ? wordEnd(at + 2) : at;
                yield name > at + 2 && name <= at + 22 && at(name, '>') ? name + 1 : 0;
            }
            default -> 0;
        };
    }
}

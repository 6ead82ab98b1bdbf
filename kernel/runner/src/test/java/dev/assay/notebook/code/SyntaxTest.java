package dev.assay.notebook.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SyntaxTest {

    @Test
    void java() {
        assertThat(told(Syntax.JAVA, "var x = \"a // b\\\"\"; // c\n@Override 0x1F_Lists 1.5e-3"))
                .isEqualTo("KEYWORD:var STRING:\"a // b\\\"\" COMMENT:// c ANNOTATION:@Override NUMBER:1.5e-3");
        assertThat(told(Syntax.JAVA, "\"\"\"\n a \" b // c\n\"\"\" List /* x\ny */ 'c'"))
                .isEqualTo("STRING:\"\"\"\n a \" b // c\n\"\"\" TYPE:List COMMENT:/* x\ny */ STRING:'c'");
        assertThat(told(Syntax.JAVA, "%maven a:b:1\nint y = 5 % 3;"))
                .isEqualTo("MAGIC:%maven a:b:1 KEYWORD:int NUMBER:5 NUMBER:3");
    }

    @Test
    void python() {
        assertThat(told(Syntax.PYTHON, "def f(x): # c\n  return rb'\\'' + f\"\"\"a\n'\"\"\""))
                .isEqualTo("KEYWORD:def COMMENT:# c KEYWORD:return STRING:rb'\\'' STRING:f\"\"\"a\n'\"\"\"");
    }

    @Test
    void thePiecesInARowAreTheCode() {
        String[] pieces = {
            "\"", "'", "\"\"\"", "//", "/*", "*/", "#", "\n", "\\", "a", "1", ".", "é", "%", "@", " ", "\ud83d\ude00"
        };
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            String code = random.ints(random.nextInt(40), 0, pieces.length)
                    .mapToObj(k -> pieces[k])
                    .collect(Collectors.joining());
            for (Syntax syntax : Syntax.values()) {
                assertThat(syntax.tokens(code).stream().map(Syntax.Token::text).collect(Collectors.joining()))
                        .isEqualTo(code);
            }
        }
    }

    /** Patterns that go back and forth would overflow the stack, or never end. */
    @Test
    void longTextsAreNoTrouble() {
        String text = "x\\n".repeat(200_000);
        assertThat(Syntax.JAVA.tokens("\"" + text + "\"")).hasSize(1);
        assertThat(Syntax.PYTHON.tokens("'''" + text)).hasSize(1);
        assertThat(Syntax.JAVA.tokens("/*" + text)).hasSize(1);
    }

    private static String told(Syntax syntax, String code) {
        return syntax.tokens(code).stream()
                .filter(token -> token.kind() != Syntax.Kind.OTHER && token.kind() != Syntax.Kind.WORD)
                .map(token -> token.kind() + ":" + token.text())
                .collect(Collectors.joining(" "));
    }
}

package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x_i | <i>x</i><sub><i>i</i></sub>",
                "x_{i,j}^2 | <i>x</i><sub><i>i</i>,<i>j</i></sub><sup>2</sup>",
                "\\chi^2 \\le 3.84 | χ<sup>2</sup> ≤ 3.84",
                "\\frac{n}{N} | <i>n</i>/<i>N</i>",
                "\\frac{a+1}{2} | (<i>a</i>+1)/2",
                "\\sqrt{np} | √(<i>n</i><i>p</i>)",
                "\\text{share}_k | share<sub><i>k</i></sub>",
                "\\hat{p} \\le \\bar x | <i>p̂</i> ≤ <i>x̄</i>",
                "\\tilde\\Gamma | Γ̃",
                "\\binom{n}{k} | (<i>n</i> over <i>k</i>)",
                "2\\frac{1}{2}\\left.n\\right) | 2(1/2)<i>n</i>)",
                "x_𝑖^𝟐 | <i>x</i><sub><i>𝑖</i></sub><sup>𝟐</sup>",
                "x_\\😀y | <i>x</i><sub>😀</sub><i>y</i>",
                "a<b | <i>a</i>&lt;<i>b</i>"
            })
    void canBeRead(String tex, String html) {
        assertThat(Formula.html(tex)).hasValue(html);
    }

    /** Half of it says something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x + \\unknown{y}",
                "\\hat{ab}",
                "\\sqrt[3]{x}",
                "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
                "a & b",
                "{a",
                "a}",
                "x^",
                "\\text{a $b$}"
            })
    void standsAsItIsWrittenWhereNotAllOfItIsKnown(String tex) {
        assertThat(Formula.html(tex)).isEmpty();
        assertThat(prose("so $" + tex.replace("$", "\\$") + "$ it is"))
                .isEqualTo("<p>so <code>" + Body.escape(tex.replace("$", "\\$")) + "</code> it is</p>\n");
    }

    /** As Jupyter knows formulas without a dollar sign; a backslash that Markdown took would end a row no more. */
    @Test
    void environmentsNeedNoDollarSign() {
        String tex = "\\begin{align}\na_1 &= b_1 \\\\\n  &= *c*\n- d\n\\end{align}";
        assertThat(prose("text\n" + tex + "\n*more*"))
                .isEqualTo("<p>text</p>\n<p><code>" + Body.escape(tex) + "</code></p>\n<p><em>more</em></p>\n");
        assertThat(prose("\\begin{math}x\\end{math} where *x* is $y$"))
                .isEqualTo("<p><code>\\begin{math}x\\end{math}</code> where <em>x</em> is <span><i>y</i></span></p>\n");
        assertThat(prose("\\begin{itemize}\n- *a*\n\n\\end{itemize}")).contains("<li><em>a</em></li>");
        assertThat(prose("\\begin{align}\n*a*\n\n*b*")).contains("<em>a</em>", "<em>b</em>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "with $p_i * q_j$ cells | with <span><i>p</i><sub>",
                "costs $5 and then $7 more | costs $5 and then $7 more",
                "\\$x$ is none | $x$ is none",
                "`$x$` is code | <code>$x$</code>",
                "$ x$ is none | $ x$",
                "in $HOME/bin:$PATH or | in $HOME/bin:$PATH or",
                "$x$𝑖 is none | $x$𝑖",
                "**$5** and **$x** | <strong>$5</strong> and <strong>$x</strong>",
                "**$5** and **$** | <strong>$5</strong> and <strong>$</strong>",
                "$a `$` b | $a <code>$</code> b",
                "$a*b*c$ | *<i>b</i>*",
                "![of $x_1$](data:image/gif;base64,R0lGODdhAQABAAAAACw=) | alt=\"of $x_1$\"",
                "$$ \\sum_k n_k $$ | <span>∑<sub>"
            })
    void standsBetweenDollarSigns(String markdown, String html) {
        assertThat(prose(markdown)).contains(html);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a $x\\\\$ b | a <span><i>x</i> </span> b",
                "a $x\\$ b | a $x$ b",
                "a \\\\$x$ b | a \\<span><i>x</i></span> b",
                "a $$$x$$$ b | a $$$x$$$ b",
                "a $$x$ b | a $$x$ b",
                "a $x$$ b | a $x$$ b"
            })
    void escapesAndRunsOfSignsAreCounted(String markdown, String html) {
        assertThat(prose(markdown)).contains(html);
    }

    @Test
    void aFormulaHasAnEnd() {
        assertThat(prose("$" + "x".repeat(2_000) + "$")).contains("<span>");
        assertThat(prose("$" + "x".repeat(2_001) + "$")).doesNotContain("<span>");
    }

    /** A megabyte of each took minutes where every sign was followed to the end of the text. */
    @ParameterizedTest
    @ValueSource(strings = {"$", "\\\\$a", "$a\\"})
    void textFullOfSignsIsReadInTimeThatGrowsWithItsLength(String part) {
        String text = part.repeat((1 << 20) / part.length());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> prose(text));
    }

    @Test
    void whatIsNoFormulaOrAHostileOneStaysText() {
        assertThat(prose("$<script>alert(1)</script>$")).doesNotContain("<script");
        assertThatCode(() -> Formula.html("{".repeat(100_000) + "_".repeat(100_000) + "\\frac"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Formula.html("\\text{ ^ \\")).doesNotThrowAnyException();
    }

    private static String prose(String markdown) {
        return Prose.html(new Piece.Prose(markdown, NamedPictures.none())).html();
    }
}

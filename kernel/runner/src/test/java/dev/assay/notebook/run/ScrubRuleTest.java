package dev.assay.notebook.run;

import static dev.assay.notebook.run.ScriptedRun.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScrubRuleTest {
    private static final Instant START = Instant.parse("2026-11-21T15:55:08.250Z");
    private static final Instant END = Instant.parse("2026-11-21T15:56:00Z");

    @TempDir
    private Path folder;

    private static ScrubRule rule() {
        return new ScrubRule(START, END, Path.of("/tmp"), text -> text.equals("report"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id 3f0a9c1e-1f7b-4c55-9b57-0d6a3d1c2b4a here | id 00000000-0000-4000-8000-000000000001 here",
                "div-3f0a9c1e1f7b4c559b570d6a3d1c2b4a | div-00000000000040008000000000000001",
                "3f0a9c1e1f7b4c559b570d6a3d1c2b4a | 00000000000040008000000000000001",
                "dev.assay.Plan@1b6d3586, [I@7ef20235 | dev.assay.Plan@00000001, [I@00000002",
                "Plan@1b6d3586 Plan@1b6d3586 | Plan@00000001 Plan@00000001",
                "<T object at 0x7f3a5c1d2e50> | <T object at 0x00000001>",
                "F$$Lambda$14/0x0000000800c03000@4e50df2e | F$$Lambda/0x00000001@00000001",
                "F$$Lambda/0x00007f8a0c001800 | F$$Lambda/0x00000001",
                "/tmp/assay123/a/b.csv and file:///tmp/x9.png | /tmp/1/a/b.csv and file:///tmp/2",
                "/tmp/report/b.csv | /tmp/report/b.csv",
                "/var/tmp/a/b.csv | /var/tmp/a/b.csv",
                "at 2026-11-21T15:55:08.251Z. | at [time].",
                "2026-11-21T15:55:08Z | [time]",
                "2026-11-21 15:55 | [time]",
                "2026-11-21T16:55:30.123456+01:00[Europe/Berlin] | [time]",
                "Sat Nov 21 15:55:30 UTC 2026 | [time]",
                "Nov 21, 2026 3:55:30 PM dev.assay.Plan read | [time] dev.assay.Plan read",
                "1795276510000 | [time]",
                "at 1795276510000. | at [time].",
                "2026-11-21T15:55:30Z[main] INFO, 2026-11-21 15:55:30[INFO] | [time][main] INFO, [time][INFO]",
                "2026-11-21T15:55:30,5 and 2026-11-21T15:55:30,1234 | [time],5 and [time],1234",
                "2026-11-21 15:55:30,123 INFO | [time] INFO",
                "datetime.datetime(2026, 11, 21, 15, 55, 30, 4567) | datetime.datetime([time])",
                "datetime.datetime(2026, 11, 21, 15, 55, tzinfo=utc) | datetime.datetime([time], tzinfo=utc)",
            })
    void whatDiffersFromRunToRunIsNumberedOrNamed(String text, String scrubbed) {
        assertThat(rule().scrubbed(text)).isEqualTo(scrubbed);
        assertThat(rule().scrubbed(scrubbed)).as("once more").isEqualTo(scrubbed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write to user@facade.org or anna@abcdef-gmbh.de",
                "md5 d41d8cd98f00b204e9800998ecf8427e",
                "d41d8cd98f00b204e9800998ecf8427e 2a38a4a9316c49e5a833517c45d31070, two digests",
                "2026-11-21T15:57:00Z and 2026-11-20T15:55:30Z",
                "on 2026-11-21",
                "Nov 21, 2026 3:55:30 AM and Nov 99, 2026 3:55:30 PM, 15:55:30.251",
                "datetime.datetime(2026, 11, 21, 15, 57) datetime.datetime(2026, 11, 21, 0, 0)",
                "9999-99-99T99:99:99Z",
                "colour #1b6d3586, 0xdeadbeef, 1234567890123.5, 4.2 s",
                "commit 1b6d3586, @1b6d3586",
                "",
            })
    void whatSaysSomethingStays(String text) {
        assertThat(rule().scrubbed(text)).isEqualTo(text);
    }

    /** Colours, and what progress bars do to a line. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b[32m", "\u001b[m", "\u001b[1;38;2;255;128;0;48;2;255;255;255m", "\u001b[2K", "\u001b[?25l"
            })
    void behindATerminalsSequenceItIsAsElsewhere(String sequence) {
        String text =
                "%s2026-11-21T15:55:30.123%s %s3f0a9c1e-1f7b-4c55-9b57-0d6a3d1c2b4a%s File %s/tmp/tmp73srw5jp/modx.py:2%s"
                        + " %sPlan@1b6d3586%s %s1795276510000%s %s3f0a9c1e1f7b4c559b570d6a3d1c2b4a%s";
        assertThat(rule().scrubbed(text.replace("%s", sequence)))
                .isEqualTo(("%s[time]%s %s00000000-0000-4000-8000-000000000001%s File %s/tmp/1/modx.py:2%s"
                                + " %sPlan@00000001%s %s[time]%s %s00000000000040008000000000000002%s")
                        .replace("%s", sequence));
        String digests = sequence + "d41d8cd98f00b204e9800998ecf8427e 2a38a4a9316c49e5a833517c45d31070";
        assertThat(rule().scrubbed(digests)).isEqualTo(digests);
        assertThat(rule().scrubbed("32m/tmp/x [32m/tmp/x")).isEqualTo("32m/tmp/x [32m/tmp/x");
    }

    /** One folder has one number, and the text around it stays. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s]",
                "{f=%s}",
                "{%s=1}",
                "saved to %s.",
                "saved to %s...",
                "%s!",
                "%s?",
                "`%s`",
                "%s|",
                "%s*",
                "a=%s=b",
                "%s\u001b[0m",
                "\u201e%s\u201c",
                "%s\u2014there",
                "%s\u3002",
                "%s, %s; %s: (%s)",
                "%s/../x",
                "%s#part"
            })
    void whatStandsAroundANameIsNoPartOfIt(String around) {
        for (String name :
                List.of("assay123", "x.tmp", "run.123", ".hidden", "tmp_7-a_", "a..b", "caf\u00e9", "100%20x")) {
            ScrubRule rule = rule();
            for (String text : List.of("%s", around, "%s")) {
                assertThat(rule.scrubbed(text.replace("%s", "/tmp/" + name))).isEqualTo(text.replace("%s", "/tmp/1"));
            }
        }
        assertThat(rule().scrubbed("/tmp/. /tmp/../x")).isEqualTo("/tmp/. /tmp/../x");
    }

    @Test
    void aTimeWithoutZoneIsTheMachinesOrUniversal() {
        Instant within = Instant.parse("2026-11-21T15:55:30Z");
        assertThat(rule().scrubbed(LocalDateTime.ofInstant(within, ZoneId.systemDefault())
                        .toString()))
                .isEqualTo("[time]");
    }

    /** The law: two runs, the same bytes. */
    @Test
    @Timeout(60)
    void twoRunsLeaveTheSameBytes() throws IOException {
        String first = saved(RunOptions.in(folder));
        assertThat(saved(RunOptions.in(folder))).isEqualTo(first);
        assertThat(saved(RunOptions.in(folder).keepingVolatile())).isNotEqualTo(first);
    }

    /** The cells name a file whose lines are other ones each time. */
    private String saved(RunOptions options) throws IOException {
        String changing = UUID.randomUUID() + " Plan@" + Integer.toHexString(0x10000000 + new Object().hashCode() / 2);
        Path lines = Files.writeString(folder.resolve("lines"), changing + "\n");
        RunResult result = ScriptedRun.run(folder, options, "file " + lines + "\ntime", "print on");
        assertThat(texts(result.notebook(), 0)).hasSize(1);
        return Files.readString(folder.resolve("out.ipynb"));
    }

    /** Time for four million characters of ordinary lines: far from what a night's log needs. */
    @Test
    @Timeout(60)
    void longTextsTakeSecondsNotMinutes() {
        String line = "epoch 17, loss 0.00431, 2026-11-21 15:57:00 INFO dev.assay.Plan - items=120 (a-b-c)\n";
        String text = line.repeat((4 << 20) / line.length());
        assertThat(rule().scrubbed(text)).isEqualTo(text);
    }
}

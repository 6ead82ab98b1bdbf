package dev.assay.report;

import dev.assay.generation.FakePlanWriter;
import dev.assay.quota.Plan;
import dev.assay.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a verdict: name to text, the same bytes for the same verdict. */
public final class Deliverables {

    private Deliverables() {}

    /**
     * Renders everything but the inventory and {@code run.json}.
     *
     * @param generatedBy name and version of the program
     * @param roots dataset name to path as given
     * @param thumbnails pictures for the contact sheet
     */
    public static Map<String, String> of(
            Verdict verdict, String generatedBy, Map<String, String> roots, Thumbnails thumbnails) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("report.json", Json.document(ReportJson.of(verdict, generatedBy, roots)));
        files.put("real_sources.jsonl", RealSources.of(verdict));
        files.put("fake_plan.jsonl", fakes(verdict));
        files.put("diversity_balance.json", Json.document(DiversityBalance.of(verdict)));
        files.put("verdict.md", VerdictMarkdown.of(verdict));
        files.put("verdict.html", VerdictHtml.of(verdict, thumbnails));
        Plan plan = verdict.choice().plan();
        files.put(
                "plan.yaml",
                plan == null ? "# no plan: " + line(verdict.choice().why()) + "\n" : plan.toYaml());
        return files;
    }

    private static String fakes(Verdict verdict) {
        StringBuilder lines = new StringBuilder();
        try {
            FakePlanWriter.write(verdict.fakes(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("a string builder does not fail", e);
        }
        return lines.toString();
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }
}

package dev.assay.generation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code fake_plan.jsonl}: a JSON object a line, a line a fake, ended by a line feed on every system. */
public final class FakePlanWriter {

    private static final JsonMapper MAPPER = new JsonMapper();

    private FakePlanWriter() {}

    /** Writes the jobs of a plan, in its order. */
    public static void write(GenerationPlan plan, Appendable out) throws IOException {
        for (FakeJob job : plan.jobs()) {
            out.append(MAPPER.writeValueAsString(row(job))).append('\n');
        }
    }

    private static Map<String, @Nullable Object> row(FakeJob job) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("clip", job.clip().id());
        row.put("generator", job.generator().name());
        row.put("parameters", job.variant().parameters());
        row.put("seed", job.seed());
        row.put("split", job.clip().split());
        row.put("donor", job.donorIdentity());
        row.put("reason", job.reason());
        row.put("donor_clip", job.donor() == null ? null : job.donor().id());
        row.put("crf", job.crf());
        row.put("held_out", job.generator().heldOut());
        row.put("family", job.generator().family());
        row.put("variant", job.variant().name());
        row.put("video", job.clip().video());
        row.put("start", job.clip().start());
        row.put("end", job.clip().end());
        return row;
    }
}

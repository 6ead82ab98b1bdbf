package dev.assay.kernel.magic;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code %time}, {@code %%time}, {@code %timeit} and {@code %%timeit}. */
final class TimeMagics {
    private static final Pattern OPTION = Pattern.compile("-([nr])\\s*(\\d{1,10})(?:\\s+|$)");
    private static final long WARM_NANOS = 500_000_000;
    private static final long LONGEST_WARM_NANOS = 5_000_000_000L;
    private static final int STEADY = 3;
    private static final long RUN_NANOS = 100_000_000;
    private static final int RUNS = 7;

    private final MagicSession session;

    TimeMagics(MagicSession session) {
        this.session = session;
    }

    @Nullable
    Object time(Call call) throws Exception {
        if (call.body() != null && !call.rest().isEmpty()) {
            throw call.misuse("%%time takes nothing on its own line; %time runs a line");
        }
        if (call.code().isBlank()) {
            throw call.misuse("There is nothing to run");
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = cpu(threads);
        long start = System.nanoTime();
        try {
            return session.evaluate(call.code(), "", call.bodyLine());
        } finally {
            long wall = System.nanoTime() - start;
            long used = cpu(threads) - cpu;
            Call.print("Wall time: " + duration((double) wall) + " (CPU of the cell's thread: "
                    + duration((double) used) + ")\n");
        }
    }

    private static long cpu(ThreadMXBean threads) {
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
    }

    @Nullable
    Object timeit(Call call) throws Exception {
        String rest = call.rest();
        long loops = 0;
        int runs = RUNS;
        for (Matcher option = OPTION.matcher(rest); option.lookingAt(); option = OPTION.matcher(rest)) {
            long count = Long.parseLong(option.group(2));
            if (count < 1 || (option.group(1).equals("r") && count > 10_000)) {
                throw call.misuse("-" + option.group(1) + " " + count + " is out of range");
            }
            if (option.group(1).equals("n")) {
                loops = count;
            } else {
                runs = (int) count;
            }
            rest = rest.substring(option.end());
        }
        if (call.body() != null && !rest.isEmpty()) {
            throw call.misuse("%%timeit takes options only on its own line, not " + Words.printable(rest));
        }
        String code = call.body() == null ? rest : call.body();
        if (code.isBlank()) {
            throw call.misuse("There is nothing to run");
        }
        measure(compiled(code, call), loops, runs);
        return null;
    }

    /** An expression is kept from being left out; what is none, or is void, stands as a statement. */
    private Timed compiled(String code, Call call) throws Exception {
        String bare = code.strip();
        String body = bare.endsWith(";") || bare.endsWith("}") ? code : code + ";";
        String statement = "for (long $loop = 0; $loop < $loops; $loop++, dev.assay.kernel.magic.Timed.keep($loop)) {"
                + body + "\n}";
        if (!bare.contains(";") && !bare.startsWith("{")) {
            String expression = "for (long $loop = 0; $loop < $loops; $loop++) " + "dev.assay.kernel.magic.Timed.keep("
                    + bare + "\n);";
            try {
                return evaluated(expression, call);
            } catch (Exception e) {
                // No expression with a value; if it is no statement either, the statement's error is the clearer one.
                return evaluated(statement, call);
            }
        }
        return evaluated(statement, call);
    }

    private Timed evaluated(String loop, Call call) throws Exception {
        Object made =
                session.evaluate("(dev.assay.kernel.magic.Timed) ($loops -> {" + loop + "})", "", call.bodyLine());
        if (made instanceof Timed timed) {
            return timed;
        }
        throw new MagicError("%timeit cannot time this: it must be an expression or whole statements");
    }

    private static void measure(Timed timed, long asked, int runs) throws Exception {
        try {
            long loops = asked > 0 ? asked : calibrated(timed);
            double[] each = new double[runs];
            for (int run = 0; run < runs; run++) {
                each[run] = once(timed, loops) / (double) loops;
            }
            Call.print(report(each, loops));
        } finally {
            Timed.Sink.clear();
        }
    }

    /** Finds 1, 2, 5, 10, ... loops that take a tenth of a second, once the compiler makes the code no faster. */
    private static long calibrated(Timed timed) throws Exception {
        long loops = 1;
        long spent = 0;
        double best = Double.MAX_VALUE;
        for (int steady = 0; steady < STEADY; steady++) {
            long took = once(timed, loops);
            spent += took;
            if (took / (double) loops < 0.8 * best) {
                steady = -1;
            }
            best = Math.min(best, took / (double) loops);
            if (took < RUN_NANOS && loops < 1_000_000_000) {
                loops = next(loops);
                steady = -1;
            }
            if (took >= WARM_NANOS || spent > LONGEST_WARM_NANOS) {
                break;
            }
        }
        return loops;
    }

    private static long next(long loops) {
        String digits = Long.toString(loops);
        return digits.charAt(0) == '2' ? loops / 2 * 5 : loops * 2;
    }

    private static long once(Timed timed, long loops) throws Exception {
        long start = System.nanoTime();
        try {
            timed.run(loops);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - start;
    }

    private static String report(double[] each, long loops) {
        double mean = Arrays.stream(each).average().orElse(0);
        double spread = Math.sqrt(
                Arrays.stream(each).map(x -> (x - mean) * (x - mean)).average().orElse(0));
        double best = Arrays.stream(each).min().orElse(0);
        return String.format(
                Locale.ROOT,
                "%s ± %s per loop (mean ± std. dev. of %d %s, %,d %s each; best %s)\n",
                duration(mean),
                duration(spread),
                each.length,
                each.length == 1 ? "run" : "runs",
                loops,
                loops == 1 ? "loop" : "loops",
                duration(best));
    }

    /** Three digits and a unit. */
    static String duration(double nanos) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = 0;
        double value = nanos;
        while (value >= 999.5 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value >= 99.95 || value == 0 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}

package dev.assay.media;

/**
 * What one file may cost a worker before the worker is given up.
 *
 * @param memory resident bytes of the whole worker
 * @param grace seconds of a processor beyond the file's own, after which its native code no longer listens
 * @param silence seconds without any sign of life, after which the whole process no longer listens
 */
record WorkerLimits(long memory, double grace, double silence) {

    static WorkerLimits standard() {
        return new WorkerLimits(
                (long) Thresholds.number("limits.worker.memory"),
                Thresholds.number("limits.worker.grace.seconds"),
                Thresholds.number("limits.worker.silence.seconds"));
    }
}

package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue orders all the kinds of files that a scan meets. */
final class VarietyTest {
    private final List<Sample> samples;

    VarietyTest() throws IOException {
        samples = Catalogue.read().samples();
    }

    private Stream<Sample> videos() {
        return samples.stream().filter(sample -> sample.make() == Sample.Make.VIDEO);
    }

    private <T> Set<T> all(Function<Sample.Encoding, T> fact) {
        return videos().map(sample -> fact.apply(Objects.requireNonNull(sample.encoding())))
                .collect(Collectors.toSet());
    }

    private <T> Set<T> seen(Function<Sample.Picture, T> fact) {
        return videos().map(sample -> fact.apply(Objects.requireNonNull(sample.picture())))
                .collect(Collectors.toSet());
    }

    @Test
    void containersCodecsAndSizes() {
        assertThat(videos().map(sample -> sample.path().replaceAll(".*\\.", "")))
                .contains("mp4", "mov", "mkv", "webm", "avi");
        assertThat(all(Sample.Encoding::vcodec)).contains("h264", "vp9", "mpeg4");
        assertThat(all(encoding -> Objects.requireNonNullElse(encoding.acodec(), "none")))
                .contains("aac", "opus", "mp3", "none");
        assertThat(all(encoding -> Math.min(encoding.width(), encoding.height())))
                .contains(240, 360, 480, 720, 1080);
        assertThat(all(Sample.Encoding::seconds))
                .contains(2.0, 40.0)
                .allMatch(seconds -> seconds >= 2 && seconds <= 40);
        assertThat(all(Sample.Encoding::rotation)).contains(0, 90);
        assertThat(all(encoding -> encoding.shownWidth() > encoding.shownHeight()))
                .contains(true, false);
    }

    @Test
    void pictures() {
        assertThat(seen(Sample.Picture::environment)).contains("indoor", "outdoor", "screen");
        assertThat(seen(Sample.Picture::shotType))
                .contains("talking_head", "interview", "selfie", "wide", "group", "object", "screen");
        assertThat(seen(Sample.Picture::lighting)).contains("low", "neutral", "bright");
        assertThat(seen(Sample.Picture::quality)).contains("hq", "mq", "lq");
        assertThat(seen(picture -> picture.cuts().isEmpty())).contains(false);
        assertThat(seen(picture -> picture.black().isEmpty())).contains(false);
    }

    @Test
    void whatIsSaidOfThem() {
        assertThat(samples.stream().map(Sample::sidecar).collect(Collectors.toSet()))
                .contains(
                        null,
                        Sample.Sidecar.STEM,
                        Sample.Sidecar.KEYED,
                        Sample.Sidecar.LIST,
                        Sample.Sidecar.LIST_ABOVE);
        Map<String, Long> labels =
                videos().collect(Collectors.groupingBy(sample -> sample.truth().label(), Collectors.counting()));
        assertThat(labels.get("fake")).isGreaterThan(24);
        assertThat(labels.get("unknown")).isGreaterThan(2);
        assertThat(seen(picture -> Objects.requireNonNullElse(picture.method(), "none")))
                .hasSizeGreaterThan(6);
        assertThat(samples.stream().map(sample -> sample.truth().status()).collect(Collectors.toSet()))
                .contains("ok", "unreadable", "skipped", "metadata");
    }

    @Test
    void manySuitableRealsOfWhichPartAreDescribed() {
        List<Sample> suitable = videos().filter(sample -> sample.truth().label().equals("real"))
                .filter(sample -> sample.truth().nearDuplicateOf() == null)
                .filter(sample -> fits(Objects.requireNonNull(sample.encoding())))
                .toList();
        assertThat(suitable).hasSizeBetween(45, 80);
        long described = suitable.stream()
                .filter(sample ->
                        sample.truth().environment() != null && sample.truth().shotType() != null)
                .count();
        assertThat((double) described / suitable.size()).isBetween(0.6, 0.95);
    }

    private static boolean fits(Sample.Encoding encoding) {
        return encoding.seconds() >= 10 && Math.min(encoding.width(), encoding.height()) >= 720;
    }

    @Test
    void namesAreHostileButLegalOnWindows() {
        String names = samples.stream().map(Sample::path).collect(Collectors.joining("\n"));
        assertThat(names).contains(" ", "'", "？", "｜", "：", "🎥", "＜script＞", "/=");
        assertThat(samples).allSatisfy(sample -> {
            assertThat(sample.path()).doesNotContainPattern("[\"?|*<>:\\\\\\p{Cntrl}]");
            for (String part : sample.path().split("/")) {
                assertThat(part).doesNotEndWith(".").doesNotEndWith(" ");
            }
            // 260 characters are all that Windows grants by default; leave room for the checkout's own folder.
            assertThat(sample.path().length()).isLessThan(160);
        });
        assertThat(samples.stream().map(sample -> String.valueOf(sample.says())).collect(Collectors.joining()))
                .contains("<script>", "onerror=", "=cmd|");
    }
}

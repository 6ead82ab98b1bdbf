package dev.assay.source.rules;

import dev.assay.source.walk.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which extensions are video, image or audio. */
final class MediaTypes {

    private static final List<String> CLASSES = List.of("video", "image", "audio");

    private final Map<String, String> byExtension = new LinkedHashMap<>();

    MediaTypes(List<RuleFile> files) {
        for (RuleFile file : files) {
            file.lists("media").forEach((media, extensions) -> {
                if (!CLASSES.contains(media)) {
                    throw file.wrong("media: expected video, image or audio, found \"" + media + "\"");
                }
                extensions.forEach(each -> byExtension.put(Names.extension("x." + each), media));
            });
        }
    }

    Optional<String> of(String fileName) {
        return Optional.ofNullable(byExtension.get(Names.extension(fileName)));
    }
}

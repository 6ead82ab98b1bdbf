package dev.assay.kernel.magic;

import dev.assay.kernel.output.CellContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code %who}, {@code %whos} and {@code %reset}. */
final class VariableMagics {
    private final MagicSession session;

    VariableMagics(MagicSession session) {
        this.session = session;
    }

    @Nullable
    Object who(Call call) {
        List<MagicSession.Variable> found = wanted(call);
        Call.print(
                found.isEmpty()
                        ? "No variables.\n"
                        : String.join(
                                        "  ",
                                        found.stream()
                                                .map(MagicSession.Variable::name)
                                                .toList()) + "\n");
        return null;
    }

    @Nullable
    Object whos(Call call) {
        Call.print(table(wanted(call)));
        return null;
    }

    /** A type is meant by its simple name, with or without its arguments, whatever the case. */
    private List<MagicSession.Variable> wanted(Call call) {
        List<String> types = call.words();
        return session.variables().stream()
                .filter(variable -> types.isEmpty()
                        || types.stream()
                                .anyMatch(type -> type.equalsIgnoreCase(variable.type())
                                        || type.equalsIgnoreCase(simple(variable.type()))))
                .toList();
    }

    private static String simple(String type) {
        String raw = type.replaceFirst("<.*>", "");
        return raw.substring(raw.lastIndexOf('.') + 1);
    }

    private static String table(List<MagicSession.Variable> variables) {
        if (variables.isEmpty()) {
            return "No variables.\n";
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"Name", "Type", "Value"});
        for (MagicSession.Variable variable : variables) {
            rows.add(
                    new String[] {variable.name(), Words.printable(variable.type(), 40), Preview.of(variable.value())});
        }
        int names = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        int types = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            text.append(String.format(Locale.ROOT, "%-" + names + "s  %-" + types + "s  %s", (Object[]) row))
                    .append('\n');
        }
        return text.toString();
    }

    @Nullable
    Object reset(Call call) throws InterruptedException {
        boolean force = call.words().equals(List.of("-f"));
        if (!force && !call.words().isEmpty()) {
            throw call.misuse("%reset knows no " + Words.printable(call.rest()));
        }
        if (force || confirmed(call)) {
            session.reset();
            Call.print("The session is as it was at its start.\n");
        } else {
            Call.print("Nothing was reset.\n");
        }
        return null;
    }

    private static boolean confirmed(Call call) throws InterruptedException {
        CellContext cell = CellContext.current();
        if (cell == null || !cell.takesInput()) {
            throw call.misuse("%reset cannot ask here, since this frontend takes no input; %reset -f does not ask");
        }
        try {
            String answer = cell.outputs().input("Forget all variables, methods, types and imports? (y/[n]) ", false);
            return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new MagicError("%reset could not ask: " + e.getMessage() + "; %reset -f does not ask", e);
        }
    }
}

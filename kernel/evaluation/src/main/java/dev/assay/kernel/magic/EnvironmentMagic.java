package dev.assay.kernel.magic;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code %env}. */
final class EnvironmentMagic {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.()-]*");
    /** Notebooks are shared with their outputs: what sounds like a secret is not listed with its value. */
    private static final Pattern SECRET =
            Pattern.compile("KEY|TOKEN|SECRET|PASS|PWD|CREDENTIAL|AUTH", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> own = new TreeMap<>();

    @Nullable
    Object run(Call call) {
        String rest = call.rest();
        if (rest.isEmpty()) {
            list();
            return null;
        }
        int equals = rest.indexOf('=');
        int blank = rest.indexOf(' ');
        int end = equals >= 0 && (blank < 0 || equals < blank) ? equals : blank;
        String name = (end < 0 ? rest : rest.substring(0, end)).strip();
        if (!NAME.matcher(name).matches()) {
            throw call.misuse(Words.printable(name) + " is no name of an environment variable");
        }
        if (end < 0) {
            return show(call, name);
        }
        set(name, rest.substring(end + 1).strip());
        return null;
    }

    private void list() {
        Map<String, String> all = new TreeMap<>(System.getenv());
        all.putAll(own);
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name)
                .append('=')
                .append(SECRET.matcher(name).find() ? "<hidden: %env " + name + " shows it>" : value)
                .append('\n'));
        Call.print(text.toString());
    }

    private String show(Call call, String name) {
        String value = own.containsKey(name) ? own.get(name) : System.getenv(name);
        if (value == null) {
            throw call.misuse("The environment has no variable " + name);
        }
        return value;
    }

    private void set(String name, String value) {
        own.put(name, value);
        System.setProperty(name, value);
        Call.print(name + " is set for %env and as System.getProperty(\"" + name + "\").\n");
        Call.note("A running Java process cannot change its environment: System.getenv(\"" + name
                + "\") and child processes do not see it.\n"
                + "For those, set it before Jupyter starts or in the \"env\" of the kernelspec.\n");
    }
}

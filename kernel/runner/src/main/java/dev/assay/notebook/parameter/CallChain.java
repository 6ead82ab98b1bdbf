package dev.assay.notebook.parameter;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value that calls make, {@code Path.of("a").getParent()}, and what the classes on the way say it is. Arguments are not looked
 * at: where they decide, the type is not known.
 */
final class CallChain {
    private static final List<Class<?>> FIRST =
            Stream.concat(JavaScalar.classes(), Stream.of(Paths.class)).toList();

    private final List<Lexeme> value;
    private int at;

    private CallChain(List<Lexeme> value) {
        this.value = value;
    }

    /** The type of a value, as code beside it may name it; empty text where that takes a compiler. */
    static String type(List<Lexeme> value) {
        return new CallChain(value).type();
    }

    private String type() {
        boolean isNew = isNext("new");
        at += isNew ? 1 : 0;
        int from = at;
        boolean isText = at < value.size() && value.get(at).isText();
        at += isText ? 1 : 0;
        Optional<Class<?>> first = isText ? Optional.of(String.class) : named();
        String name = isText ? "String" : Lexemes.onOneLine(value.subList(from, at));
        boolean isValue = isText || (isNew ? isNext("(") : isNext("."));
        Optional<Class<?>> last = isValue ? first : Optional.empty();
        at = isNew ? Lexemes.behind(value, at) : at;
        while (last.isPresent() && at < value.size()) {
            last = member(last.get());
        }
        boolean isNamed = last.equals(first);
        return last.filter(CallChain::isWritten)
                .map(type -> isNamed ? name : type.getCanonicalName().replaceFirst("^java\\.lang\\.", ""))
                .orElse("");
    }

    private boolean isNext(String sign) {
        return at < value.size() && value.get(at).is(sign);
    }

    /** The class that is named here, with or without its package. */
    private Optional<Class<?>> named() {
        for (int end = at + 1; end <= value.size() && value.get(end - 1).isWord(); end += 2) {
            JavaType name = JavaType.parse(Lexemes.onOneLine(value.subList(at, end)));
            Optional<Class<?>> named = FIRST.stream().filter(name::is).findFirst();
            if (named.isPresent()) {
                at = end;
                return named;
            }
            if (end == value.size() || !value.get(end).is(".")) {
                break;
            }
        }
        return Optional.empty();
    }

    /** What a class has under the name that comes now, if that is of one type. */
    private Optional<Class<?>> member(Class<?> of) {
        if (!isNext(".") || at + 1 == value.size()) {
            return Optional.empty();
        }
        String name = value.get(at + 1).text();
        at += 2;
        Stream<Class<?>> types;
        if (isNext("(")) {
            at = Lexemes.behind(value, at);
            types = Arrays.stream(of.getMethods())
                    .filter(method -> method.getName().equals(name) && !method.isBridge())
                    .map(Method::getReturnType);
        } else {
            types = Arrays.stream(of.getFields())
                    .filter(field -> field.getName().equals(name))
                    .map(Field::getType);
        }
        List<Class<?>> all = types.distinct().limit(2).toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static boolean isWritten(Class<?> type) {
        return JavaScalar.classes().anyMatch(type::equals);
    }
}

package dev.assay.kernel.assist;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.util.TreePath;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.assist.Declarations.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Answers what stands at a position; positions are UTF-16 here. */
final class Inspector {
    /** A signature help that lists more is read by nobody. */
    private static final int MOST_OVERLOADS = 12;

    private final Compiler compiler;
    private final Declarations declarations;
    private final Surroundings surroundings;
    private final ClassIndex.Reader indexes;
    private final SourceFiles sources;
    private final MagicLines magics;

    Inspector(
            Compiler compiler,
            Declarations declarations,
            Surroundings surroundings,
            ClassIndex.Reader indexes,
            SourceFiles sources) {
        this.compiler = compiler;
        this.declarations = declarations;
        this.surroundings = surroundings;
        this.indexes = indexes;
        this.sources = sources;
        magics = new MagicLines(surroundings);
    }

    Optional<MimeBundle> inspect(String code, int cursor, boolean detailed) throws Exception {
        ChunkedCell cell = new ChunkedCell(code);
        Optional<Chunk> magic = cell.chunks().stream()
                .filter(chunk -> chunk.kind() == Chunk.Kind.MAGIC && chunk.covers(cursor))
                .findFirst();
        if (magic.isPresent()) {
            return magics.help(cell.text()
                            .substring(magic.get().start(), magic.get().end()))
                    .map(help -> new Page(help).bundle());
        }
        if (magics.isForeign(cell.text()) || cell.hiding(cursor).isPresent()) {
            return Optional.empty();
        }
        int start = Lexer.wordStart(cell.text(), cursor);
        int end = Lexer.wordEnd(cell.text(), cursor);
        Optional<Page> page = start < end ? word(cell, start, end, detailed) : Optional.empty();
        if (page.isEmpty() && start < end && !cell.text().startsWith("(", end)) {
            // A method is often asked for before its brackets are written, and is none to the compiler without.
            String called = cell.text().substring(0, end) + "()" + cell.text().substring(end);
            page = word(new ChunkedCell(called), start, end, detailed);
        }
        if (page.isEmpty()) {
            Optional<Token> called = called(cell, cursor);
            if (called.isPresent()) {
                page = word(cell, called.get().start(), called.get().end(), detailed);
            }
        }
        return page.map(Page::bundle);
    }

    /** The name before the innermost bracket that is open at the cursor. */
    private static Optional<Token> called(ChunkedCell cell, int cursor) {
        List<Token> open = cell.openAt(cell.at(cursor).map(Chunk::start).orElse(cursor), cursor);
        Token bracket = null;
        for (Token token : open) {
            bracket = cell.text().charAt(token.start()) == '(' ? token : null;
        }
        if (bracket == null) {
            return Optional.empty();
        }
        int depth = 0;
        for (int i = cell.code().indexOf(bracket) - 1; i >= 0; i--) {
            Token token = cell.code().get(i);
            String text = cell.text(token);
            // new ArrayList<String>(
            depth += text.equals(">") ? 1 : text.equals("<") ? -1 : 0;
            if (depth == 0 && !text.equals("<")) {
                return token.kind() == Token.Kind.WORD ? Optional.of(token) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Page> word(ChunkedCell cell, int start, int end, boolean detailed) throws Exception {
        Optional<Chunk> chunk = cell.chunks().stream()
                .filter(each -> each.start() <= start && end <= each.end())
                .findFirst();
        if (chunk.isEmpty() || Burden.isTooMuch(cell)) {
            return Optional.empty();
        }
        Snapshot session = declarations.now();
        List<Path> path = surroundings.classPath();
        Unit unit = Unit.whole(session, cell, chunk.get());
        Analysis analysis = compiler.analyse(unit.source(), path);
        ClassIndex index = indexes.of(path);
        TreePath at = analysis.at((long) start + unit.shift());
        String name = cell.text().substring(start, end);
        Subject subject = new Subject(analysis, new Javadocs(sources, analysis, index), index, session, detailed);
        Optional<Page> page = at == null || start < chunk.get().body() ? Optional.empty() : subject.of(at, name);
        return page.isPresent() ? page : subject.notImported(name);
    }

    /** One name, looked at. */
    private final class Subject {
        private final Analysis analysis;
        private final Javadocs docs;
        private final ClassIndex index;
        private final Snapshot session;
        private final boolean detailed;

        Subject(Analysis analysis, Javadocs docs, ClassIndex index, Snapshot session, boolean detailed) {
            this.analysis = analysis;
            this.docs = docs;
            this.index = index;
            this.session = session;
            this.detailed = detailed;
        }

        Optional<Page> of(TreePath at, String name) throws IOException {
            TreePath parent = at.getParentPath();
            if (parent != null
                    && parent.getLeaf() instanceof MethodInvocationTree call
                    && call.getMethodSelect() == at.getLeaf()) {
                return calls(Callable.of(analysis, at));
            }
            NewClassTree creation = creation(at);
            TreePath created = parent != null && parent.getLeaf() instanceof ParameterizedTypeTree ? parent : at;
            if (creation != null && typeAt(created) instanceof DeclaredType type) {
                Optional<Page> constructors =
                        calls(Callable.constructors(analysis, (TypeElement) type.asElement(), type));
                return constructors.isPresent() ? constructors : element(type.asElement(), type);
            }
            if (at.getLeaf() instanceof MemberReferenceTree) {
                Element referenced = analysis.trees().getElement(at);
                return referenced == null ? Optional.empty() : element(referenced, referenced.asType());
            }
            Element element = analysis.trees().getElement(at);
            if (element == null
                    || !(element.getSimpleName().contentEquals(name) || element.getKind() == ElementKind.CONSTRUCTOR)) {
                return Optional.empty();
            }
            TypeMirror type = typeAt(at);
            return element(element, type == null || type.getKind() == TypeKind.ERROR ? element.asType() : type);
        }

        private @Nullable TypeMirror typeAt(TreePath at) {
            return analysis.trees().getTypeMirror(at);
        }

        /** The creation whose class the path names, through its type arguments. */
        private static @Nullable NewClassTree creation(TreePath at) {
            TreePath parent = at.getParentPath();
            if (parent != null && parent.getLeaf() instanceof ParameterizedTypeTree) {
                return creation(parent);
            }
            return parent != null
                            && parent.getLeaf() instanceof NewClassTree made
                            && made.getIdentifier() == at.getLeaf()
                    ? made
                    : null;
        }

        Optional<Page> notImported(String name) throws IOException {
            for (String full : index.named(name)) {
                TypeElement type = analysis.elements().getTypeElement(full);
                if (type != null && index.isPublic(full)) {
                    return element(type, type.asType());
                }
            }
            return Optional.empty();
        }

        private Optional<Page> calls(List<Callable> callables) throws IOException {
            if (callables.isEmpty()) {
                return Optional.empty();
            }
            Optional<Page> page =
                    element(callables.get(0).method(), callables.get(0).type());
            List<String> others = new ArrayList<>();
            for (Callable callable : callables.subList(1, callables.size())) {
                String head = Signatures.head(callable.method(), callable.type());
                if (!others.contains(head) && others.size() < MOST_OVERLOADS) {
                    others.add(head);
                }
            }
            page.ifPresent(found -> found.overloads(others));
            return page;
        }

        private Optional<Page> element(Element element, TypeMirror type) throws IOException {
            if (element instanceof PackageElement || type.getKind() == TypeKind.ERROR || isMade(element)) {
                return Optional.empty();
            }
            if (isOurs(element)) {
                return Optional.of(live(element, type));
            }
            boolean documented = element instanceof TypeElement
                    || element instanceof ExecutableElement
                    || element.getKind().isField();
            Page page = new Page(Signatures.head(element, type));
            if (documented && !isInside(element)) {
                document(page, element, type);
            }
            return Optional.of(page);
        }

        private void document(Page page, Element element, TypeMirror type) throws IOException {
            Optional<Javadocs.Found> found = docs.of(element);
            if (found.isEmpty()) {
                Optional<Path> jar = index.home(topLevel(element));
                Optional<String> text = JavadocPages.text(element, analysis.types(), jar);
                page.note(text.map(this::length).orElseGet(() -> sources.advice(jar)));
                return;
            }
            page.head(Signatures.head(element, type, found.get().parameters()));
            if (found.get().comment() != null) {
                page.documentation(found.get().comment(), detailed);
            }
        }

        /** All of a text, or what it says first. */
        private String length(String text) {
            int sentence = text.indexOf(". ");
            return detailed || sentence < 0 ? text : text.substring(0, sentence + 1);
        }

        private static String topLevel(Element element) {
            String name = "";
            for (Element e = element; e != null; e = e.getEnclosingElement()) {
                name = e instanceof TypeElement type ? type.getQualifiedName().toString() : name;
            }
            return name;
        }

        /** Whether the session or this cell declares it at the top. */
        private static boolean isOurs(Element element) {
            Element owner = element.getEnclosingElement();
            return owner != null && owner.getSimpleName().contentEquals(Unit.HOLDER);
        }

        /** Whether it belongs to a type of the session or of this cell. */
        private static boolean isInside(Element element) {
            return topLevel(element).startsWith(Unit.PACKAGE + ".");
        }

        private static boolean isMade(Element element) {
            return element.getSimpleName().toString().startsWith("assay$");
        }

        private Page live(Element element, TypeMirror type) {
            String name = element.getSimpleName().toString();
            Page page = new Page(Signatures.head(element, type));
            if (element instanceof ExecutableElement) {
                session.methods(name).forEach(page::source);
            } else if (element instanceof TypeElement) {
                session.type(name).ifPresent(page::source);
            } else {
                session.variable(name).flatMap(surroundings::value).ifPresent(value -> {
                    page.note("Value: " + Previews.of(value));
                });
            }
            return page;
        }
    }
}

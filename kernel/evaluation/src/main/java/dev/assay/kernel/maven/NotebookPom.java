package dev.assay.kernel.maven;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** A pom that was written into a cell, shown to Maven as if it lay in a repository. */
final class NotebookPom implements WorkspaceReader, AutoCloseable {
    private final WorkspaceRepository repository = new WorkspaceRepository("notebook");
    private final Path file;
    private final Artifact artifact;

    private NotebookPom(Path file, Artifact artifact) {
        this.file = file;
        this.artifact = artifact;
    }

    static NotebookPom of(String text) throws MavenFailure {
        if (text.contains("<!DOCTYPE")) {
            throw new MavenFailure("A pom has no DOCTYPE");
        }
        try {
            String bare = text.strip().replaceFirst("^<\\?xml[^>]*\\?>", "");
            Element given = parse("<project>" + bare + "\n</project>");
            Element project = wholeProject(given);
            if (project == null) {
                project = completed(given);
            }
            Path file = Files.createTempFile("notebook", ".pom");
            Files.writeString(file, written(project), StandardCharsets.UTF_8);
            return new NotebookPom(file, coordinates(project));
        } catch (SAXParseException e) {
            throw new MavenFailure("This is no XML: line " + e.getLineNumber() + ": " + e.getMessage(), e);
        } catch (SAXException | ParserConfigurationException | TransformerException | IOException e) {
            throw new MavenFailure("The pom cannot be read: " + e.getMessage(), e);
        }
    }

    private static Element parse(String xml) throws SAXException, ParserConfigurationException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setNamespaceAware(false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Thrower());
        return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static @Nullable Element wholeProject(Element given) {
        return child(given, "project");
    }

    /** Loose dependencies go where a pom has them; everything else stands where it belongs already. */
    private static Element completed(Element given) throws MavenFailure {
        Document document = given.getOwnerDocument();
        Element dependencies = child(given, "dependencies");
        for (Node node = given.getFirstChild(), next; node != null; node = next) {
            next = node.getNextSibling();
            if (node instanceof Element element && element.getTagName().equals("dependency")) {
                if (dependencies == null) {
                    dependencies = document.createElement("dependencies");
                    given.appendChild(dependencies);
                }
                dependencies.appendChild(element);
            } else if (node instanceof Element element && element.getTagName().matches("groupId|artifactId|version")) {
                throw new MavenFailure("<" + element.getTagName() + "> must stand in a <dependency>");
            } else if (node.getNodeType() == Node.TEXT_NODE
                    && !node.getTextContent().isBlank()) {
                throw new MavenFailure("This is no part of a pom: "
                        + node.getTextContent().strip().lines().findFirst().orElse(""));
            }
        }
        for (List<String> pair : List.of(
                List.of("modelVersion", "4.0.0"),
                List.of("groupId", "notebook"),
                List.of("artifactId", "cell"),
                List.of("version", "1"))) {
            Element element = document.createElement(pair.get(0));
            element.setTextContent(pair.get(1));
            given.appendChild(element);
        }
        return given;
    }

    private static Artifact coordinates(Element project) throws MavenFailure {
        Element parent = child(project, "parent");
        String group = value(project, "groupId");
        String version = value(project, "version");
        if (parent != null) {
            group = group == null ? value(parent, "groupId") : group;
            version = version == null ? value(parent, "version") : version;
        }
        String name = value(project, "artifactId");
        if (group == null || version == null || name == null) {
            throw new MavenFailure(
                    "The project needs groupId, artifactId and version; or leave <project> out and write its"
                            + " <dependencies> only");
        }
        return new DefaultArtifact(group, name, "pom", version);
    }

    private static @Nullable String value(Element of, String name) {
        Element element = child(of, name);
        return element == null ? null : element.getTextContent().strip();
    }

    private static @Nullable Element child(Element of, String name) {
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private static String written(Element project) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Transformer transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(project), new StreamResult(text));
        return text.toString();
    }

    Artifact artifact() {
        return artifact;
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public @Nullable File findArtifact(Artifact wanted) {
        boolean ours = wanted.getExtension().equals("pom")
                && wanted.getGroupId().equals(artifact.getGroupId())
                && wanted.getArtifactId().equals(artifact.getArtifactId())
                && wanted.getVersion().equals(artifact.getVersion());
        return ours ? file.toFile() : null;
    }

    @Override
    public List<String> findVersions(Artifact wanted) {
        return List.of();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    /** The default one prints. */
    private static final class Thrower implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}

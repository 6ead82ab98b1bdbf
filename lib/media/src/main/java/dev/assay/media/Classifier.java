package dev.assay.media;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.assay.source.EngineException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/** A user's own classifier of pictures, run by OpenCV, which reads ONNX. Any thread may ask; one is answered at a time. */
final class Classifier {

    /** Probabilities of exclusive classes, in single precision, add up to hardly more than 1. */
    private static final double MOST_SUM = 1.01;

    /** Outputs that a message shows. */
    private static final int SHOWN = 8;

    private final ClassifierCard card;
    private final Net net;

    private Classifier(ClassifierCard card, Net net) {
        this.card = card;
        this.net = net;
    }

    /** Loads the model and tries it once: what is no model, or has other outputs than labels, is refused here. */
    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    static Classifier of(ClassifierCard card) {
        if (!OpenCv.isAvailable()) {
            throw new EngineException(card.model() + ": expected OpenCV to run it, found none for this machine");
        }
        try (PointerScope scope = new PointerScope()) {
            Net net = readNetFromONNX(card.model().toString());
            net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
            Classifier classifier = new Classifier(card, net);
            classifier.tryOut();
            net.retainReference();
            return classifier;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    card.model() + ": expected an ONNX model with an input of " + card.width() + " x " + card.height()
                            + ", found: " + firstLine(e),
                    e);
        }
    }

    ClassifierCard card() {
        return card;
    }

    /** What it says of an upright picture, or why its outputs are none that can be used. */
    Vote vote(Picture picture) {
        try {
            double[] outputs = outputs(picture);
            double[] probabilities = card.logits() ? softmax(outputs) : outputs;
            return areProbabilities(probabilities) ? Vote.of(levels(probabilities)) : Vote.refused(named(odd(outputs)));
        } catch (RuntimeException e) {
            return Vote.failed(named("expected outputs, found: " + firstLine(e)));
        }
    }

    private String named(String why) {
        return card.model().getFileName() + ": " + why;
    }

    private static boolean areProbabilities(double[] shares) {
        return Arrays.stream(shares).sum() <= MOST_SUM && Arrays.stream(shares).allMatch(share -> share >= 0);
    }

    /** Throws where it answers a black picture with something that no card of its kind means. */
    private void tryOut() {
        double[] outputs = outputs(new Picture(1, 1, new byte[3]));
        if (!areProbabilities(card.logits() ? softmax(outputs) : outputs)) {
            throw new IllegalArgumentException(card.model() + ": " + odd(outputs));
        }
    }

    private Map<String, Double> levels(double[] probabilities) {
        Map<String, Double> levels = new LinkedHashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            levels.merge(card.labels().get(i), probabilities[i], Double::sum);
        }
        return levels;
    }

    private String odd(double[] outputs) {
        String expected = card.logits() ? "finite numbers (output: logits)" : "probabilities (output: probabilities)";
        String first = Arrays.toString(Arrays.copyOf(outputs, Math.min(outputs.length, SHOWN)));
        String more = outputs.length > SHOWN ? " and " + (outputs.length - SHOWN) + " more" : "";
        return "expected " + expected + ", found " + first + more;
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    synchronized double[] outputs(Picture picture) {
        try (PointerScope scope = new PointerScope()) {
            net.setInput(input(picture));
            Mat found = net.forward();
            int labels = card.labels().size();
            if (found.total() != labels || found.depth() != CV_32F) {
                throw new IllegalArgumentException(
                        card.model() + ": expected " + labels + " numbers for as many labels, found " + found.total());
            }
            FloatBuffer numbers = found.createBuffer();
            double[] outputs = new double[labels];
            for (int i = 0; i < labels; i++) {
                outputs[i] = numbers.get(i);
            }
            return outputs;
        }
    }

    private Mat input(Picture picture) {
        Mat small = new Mat();
        Mat whole = OpenCv.matrix(picture);
        resize(
                card.crop() ? new Mat(whole, middle(picture)) : whole,
                small,
                new Size(card.width(), card.height()),
                0,
                0,
                INTER_AREA);
        int pixels = card.width() * card.height();
        int[] sizes = card.channelsLast()
                ? new int[] {1, card.height(), card.width(), 3}
                : new int[] {1, 3, card.height(), card.width()};
        Mat input = new Mat(sizes, CV_32F);
        FloatBuffer values = input.createBuffer();
        UByteIndexer from = small.createIndexer();
        for (int i = 0; i < pixels; i++) {
            for (int channel = 0; channel < 3; channel++) {
                double value = from.get(i / card.width(), i % card.width(), channel) / card.divide();
                int place = card.bgr() ? 2 - channel : channel;
                values.put(card.channelsLast() ? 3 * i + place : place * pixels + i, (float)
                        ((value - card.mean().get(channel)) / card.std().get(channel)));
            }
        }
        return input;
    }

    /** The largest part about the middle that has the input's proportions. */
    private Rect middle(Picture picture) {
        double scale = Math.min((double) picture.width() / card.width(), (double) picture.height() / card.height());
        int width = (int) Math.max(1, Math.min(picture.width(), Math.round(scale * card.width())));
        int height = (int) Math.max(1, Math.min(picture.height(), Math.round(scale * card.height())));
        return new Rect((picture.width() - width) / 2, (picture.height() - height) / 2, width, height);
    }

    static double[] softmax(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        double[] shares = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp(logits[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}

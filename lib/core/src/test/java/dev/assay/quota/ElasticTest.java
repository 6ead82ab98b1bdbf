package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cube.CubeFixture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ElasticTest {

    /** Of ten, five, three and two, four at most of each of the first two: they must give one between them, for a size of 14. */
    private static final Model MODEL = ModelBuilder.of(
            Plan.parse("{size: 14, axes: [a], limits: [{axis: a, level: x, max: 4}, {axis: a, level: y, max: 4}]}"),
            CubeFixture.cube("a", "x 10", "y 5", "z 3", "w 2"));

    private static List<Map<String, Long>> cheapest(Elastic elastic) {
        return elastic.cheapest(Repairs.movable(MODEL, 14L), 5);
    }

    @Test
    void oneRowGivesWayAndThenTheOther() {
        Elastic elastic = new Elastic(MODEL, 14L);
        assertThat(cheapest(elastic)).containsExactlyInAnyOrder(Map.of("a=x max 4", 1L), Map.of("a=y max 4", 1L));
        assertThat(elastic.cut()).isFalse();
    }

    /** A solver that may not work knows neither a way nor that there is none. */
    @Test
    void withoutEffortItSaysThatWaysMayBeLeft() {
        Elastic elastic = new Elastic(MODEL, 14L, 0);
        cheapest(elastic);
        assertThat(elastic.cut()).isTrue();
    }
}

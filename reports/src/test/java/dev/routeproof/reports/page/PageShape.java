package dev.routeproof.reports.page;

import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What a page is made of: hostile text must not change it. */
final class PageShape {
    private PageShape() {}

    /** How often each element with its attribute names occurs. */
    static Map<String, Integer> of(String html) {
        Map<String, Integer> shape = new TreeMap<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            StringBuilder name = new StringBuilder(element.tagName());
            element.attributes().forEach(attribute -> name.append(' ').append(attribute.getKey()));
            shape.merge(name.toString(), 1, Integer::sum);
        }
        return shape;
    }
}

package dev.routeproof.reports.page;

import dev.routeproof.reports.chart.Neutral;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import org.jspecify.annotations.Nullable;

/** Neutralises every string on its way into a template, so that no template can forget to. */
final class NeutralWrapper extends DefaultObjectWrapper {
    NeutralWrapper() {
        super(Configuration.VERSION_2_3_34);
    }

    @Override
    public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
        return value instanceof String text ? new SimpleScalar(Neutral.text(text)) : super.wrap(value);
    }
}

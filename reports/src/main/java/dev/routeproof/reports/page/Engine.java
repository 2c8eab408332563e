package dev.routeproof.reports.page;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateNumberFormat;
import freemarker.core.TemplateNumberFormatFactory;
import freemarker.core.TemplateValueFormatException;
import freemarker.core.UnformattableValueException;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNumberModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Freemarker, locked down: only our own templates, everything escaped, no class loading, no bare numbers. */
final class Engine {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    Engine() {
        configuration.setTemplateLoader(new ClassTemplateLoader(Engine.class, ""));
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setLocalizedLookup(false);
        configuration.setLocale(Locale.ROOT);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setObjectWrapper(new NeutralWrapper());
        configuration.setCustomNumberFormats(Map.of("refuse", new RefusingFactory()));
        configuration.setNumberFormat("@refuse");
    }

    String render(String template, Map<String, Object> root) {
        StringWriter out = new StringWriter(1 << 16);
        try {
            configuration.getTemplate(template).process(root, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("the template " + template + " does not fit its view", e);
        }
        return out.toString();
    }

    /** A number that did not go through the formatter stops the page. */
    private static final class RefusingFactory extends TemplateNumberFormatFactory {
        @Override
        public TemplateNumberFormat get(String params, Locale locale, Environment env) {
            return new Refusing();
        }
    }

    private static final class Refusing extends TemplateNumberFormat {
        @Override
        public String formatToPlainText(TemplateNumberModel number) throws TemplateValueFormatException {
            throw new UnformattableValueException("numbers reach a page only through Figures");
        }

        @Override
        public boolean isLocaleBound() {
            return false;
        }

        @Override
        public String getDescription() {
            return "refuses every number";
        }
    }
}

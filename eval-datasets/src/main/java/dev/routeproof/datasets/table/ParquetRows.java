package dev.routeproof.datasets.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routeproof.datasets.table.RowFile.BadRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A Parquet file, read by a DuckDB of its own that may open this file and nothing else, neither disk nor network. */
final class ParquetRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ParquetRows() {}

    static void read(Path file, RowFile.Reader reader) throws IOException {
        Path real = file.toRealPath();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            confine(connection, real);
            try (PreparedStatement select = connection.prepareStatement("select to_json(file_row) from (select "
                    + String.join(", ", selection(connection, real)) + " from read_parquet(?)) as file_row")) {
                select.setString(1, real.toString());
                try (ResultSet rows = select.executeQuery()) {
                    for (int number = 1; rows.next(); number++) {
                        reader.row(number, columns(rows.getString(1)));
                    }
                }
            }
        } catch (SQLException failed) {
            String message =
                    String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
            throw new BadRows(file + " cannot be read as Parquet: " + message + ".");
        }
    }

    /** The columns, with single floats by their own shortest text: as doubles they would show digits nobody wrote. */
    private static List<String> selection(Connection connection, Path file) throws SQLException {
        try (PreparedStatement none = connection.prepareStatement("select * from read_parquet(?) limit 0")) {
            none.setString(1, file.toString());
            try (ResultSet rows = none.executeQuery()) {
                ResultSetMetaData columns = rows.getMetaData();
                List<String> selection = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    selection.add(selected(quoted(columns.getColumnName(i)), columns.getColumnTypeName(i)));
                }
                return selection;
            }
        }
    }

    private static String selected(String column, String type) {
        return switch (type) {
            case "FLOAT" -> column + "::varchar::double as " + column;
            case "FLOAT[]" -> column + "::varchar[]::double[] as " + column;
            default -> column;
        };
    }

    private static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static void confine(Connection connection, Path file) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("set allowed_paths = ['" + file.toString().replace("'", "''") + "']");
            settings.execute("set enable_external_access = false");
            settings.execute("set memory_limit = '512MB'");
            settings.execute("set lock_configuration = true");
        }
    }

    private static SequencedMap<String, JsonNode> columns(String row) throws JsonProcessingException {
        SequencedMap<String, JsonNode> columns = new LinkedHashMap<>();
        JSON.readTree(row).properties().forEach(field -> columns.put(field.getKey(), field.getValue()));
        return columns;
    }
}

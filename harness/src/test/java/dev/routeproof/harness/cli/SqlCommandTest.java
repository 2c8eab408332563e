package dev.routeproof.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routeproof.harness.store.Query;
import dev.routeproof.harness.store.Row;
import dev.routeproof.harness.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommandTest {
    @TempDir
    Path home;

    @BeforeEach
    void oneScore() {
        try (var store = Store.open(home)) {
            store.append(List.of(new Row.OfScore("r", "m", "d", "i", 0, "exact", "scored", 1.0, "x", "equal")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from score",
                "delete from score returning *",
                "explain analyze delete from score",
                "with all_of_it as (select 1) delete from score",
                "update score set value = 0",
                "insert into score select * from score",
                "drop table score",
                "create table zz as select 1",
                "create temp table zz as select 1",
                "alter table score drop column value",
                "truncate score",
                "set threads = 1",
                "begin",
            })
    void whatChangesSomethingIsRefusedAndChangesNothing(String statement) {
        var refused = sql(statement);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).isEqualToIgnoringNewLines("harness sql only reads the store.");
        assertThat(sql("select count(*) || ' left' from score where value = 1").out())
                .contains("1 left");
        assertThat(sql("show tables").out()).doesNotContain("zz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; select 2",
                "select ';'; select 2;",
                "select 1;/* ; */ ; -- two\nselect 2",
                "select 1; drop table score",
                "select $$;$$; select 2",
                "select e'\\';'; select '2'",
            })
    void severalStatementsAreRefused(String statements) {
        var refused = sql(statements);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("one statement at a time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select value from score",
                "select 1 ; ; -- done; really\n",
                "select ';', \"a;b\" from (select 1 as \"a;b\") /* ; x */",
                "select 'it''s; ' || e'a\\'; b' || $$; c$$",
                "/* first; */ from score",
                "with a as (select 1) select * from a",
                "values (1)",
                "describe score",
                "show tables",
                "summarize score",
                "explain select 1",
                "pragma table_info('score')",
            })
    void whatReadsIsAnswered(String statement) {
        var answer = sql(statement);
        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out().lines()).hasSizeGreaterThan(1);
    }

    @Test
    void anAnswerWithoutRowsHasItsColumns() {
        assertThat(sql("select model, value from score where false").out()).isEqualToIgnoringNewLines("model  value");
        assertThat(sql("describe decision").out()).contains("request_id");
    }

    @Test
    void whatIsNotUnderstoodIsExplained() {
        var sql = sql("selec 1");
        assertThat(sql.exit()).isEqualTo(2);
        assertThat(sql.err()).contains("syntax error").doesNotContain("\tat ");
    }

    @Test
    void aStoreOfAnEarlierVersionIsBroughtUpToDateFirst() {
        try (var store = Store.open(home)) {
            for (String step : List.of(
                    "drop view joint_epoch",
                    "drop view told_epoch",
                    "alter table epoch drop column explore",
                    "alter table decision drop column explored",
                    "alter table decision drop column p_explore",
                    "delete from migration where file = '0006-exploring.sql'")) {
                store.update(new Query(step, step));
            }
        }
        var answer = sql("select count(p_explore) from decision");
        assertThat(answer.exit()).as(answer.err()).isZero();
    }

    @Test
    void aStoreThatIsNotThereIsNotMade() {
        Path nowhere = home.resolve("nowhere");
        var sql = Console.run("sql", "--home", nowhere.toString(), "select 1");
        assertThat(sql.exit()).isEqualTo(3);
        assertThat(sql.err()).contains("store.duckdb is not there", "harness bench", "--home");
        assertThat(nowhere).doesNotExist();
    }

    private Console sql(String statement) {
        return Console.run("sql", "--home", home.toString(), statement);
    }
}

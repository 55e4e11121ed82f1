-- The names of each person, in how many articles and with how many statements: what is asked with every name that comes
-- in, which would else be counted anew over all articles of the most frequent.
CREATE TABLE people_names (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    articles INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER appearances_named AFTER INSERT ON appearances BEGIN
    INSERT INTO people_names (person, name, type, articles, statements)
    VALUES (new.person, new.name, new.type, 1, new.statements)
    ON CONFLICT (person, name) DO UPDATE SET articles = articles + 1, statements = statements + new.statements;
END;

CREATE TRIGGER appearances_unnamed AFTER DELETE ON appearances BEGIN
    UPDATE people_names SET articles = articles - 1, statements = statements - old.statements
    WHERE person = old.person AND name = old.name;
    DELETE FROM people_names WHERE person = old.person AND name = old.name AND articles = 0;
END;

CREATE TRIGGER appearances_renamed AFTER UPDATE OF name, person, statements ON appearances BEGIN
    UPDATE people_names SET articles = articles - 1, statements = statements - old.statements
    WHERE person = old.person AND name = old.name;
    DELETE FROM people_names WHERE person = old.person AND name = old.name AND articles = 0;
    INSERT INTO people_names (person, name, type, articles, statements)
    VALUES (new.person, new.name, new.type, 1, new.statements)
    ON CONFLICT (person, name) DO UPDATE SET articles = articles + 1, statements = statements + new.statements;
END;

INSERT INTO people_names (person, name, type, articles, statements)
SELECT person, name, min(type), count(*), sum(statements) FROM appearances GROUP BY person, name;

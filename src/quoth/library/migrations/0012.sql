-- What the pages ask for first, so that none of it reads a whole table.
CREATE INDEX articles_month ON articles (substr(published, 1, 7), statement_count);

-- The least certain statement that nobody has judged; and how many are shown.
CREATE INDEX statements_certainty ON statements (verdict, confidence) WHERE shown = 1;

CREATE INDEX statements_judged ON statements (verdict) WHERE verdict IS NOT NULL;

CREATE INDEX statements_gone ON statements (gone_at) WHERE gone_at IS NOT NULL;

-- How many statements each person has in all, and how many of those with a name are a person's; both are kept by the
-- rows of which they are sums. INSERT OR REPLACE fires no delete trigger; the first comes before it.
CREATE TABLE people_counts (
    person TEXT NOT NULL PRIMARY KEY,
    statements INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE speaker_names ADD COLUMN persons INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER appearances_replaced BEFORE INSERT ON appearances
WHEN EXISTS (SELECT 1 FROM appearances WHERE article = new.article AND name = new.name) BEGIN
    DELETE FROM appearances WHERE article = new.article AND name = new.name;
END;

CREATE TRIGGER appearances_counted AFTER INSERT ON appearances BEGIN
    INSERT INTO people_counts (person, statements) VALUES (new.person, new.statements)
    ON CONFLICT (person) DO UPDATE SET statements = statements + new.statements;
    UPDATE speaker_names SET persons = persons + new.statements WHERE name = new.name;
END;

CREATE TRIGGER appearances_uncounted AFTER DELETE ON appearances BEGIN
    UPDATE people_counts SET statements = statements - old.statements WHERE person = old.person;
    UPDATE speaker_names SET persons = persons - old.statements WHERE name = old.name;
END;

CREATE TRIGGER appearances_recounted AFTER UPDATE OF name, person, statements ON appearances BEGIN
    UPDATE people_counts SET statements = statements - old.statements WHERE person = old.person;
    UPDATE speaker_names SET persons = persons - old.statements WHERE name = old.name;
    INSERT INTO people_counts (person, statements) VALUES (new.person, new.statements)
    ON CONFLICT (person) DO UPDATE SET statements = statements + new.statements;
    UPDATE speaker_names SET persons = persons + new.statements WHERE name = new.name;
END;

INSERT INTO people_counts (person, statements)
SELECT person, sum(statements) FROM appearances GROUP BY person;

UPDATE speaker_names SET persons = coalesce(
    (SELECT sum(x.statements) FROM appearances x WHERE x.name = speaker_names.name), 0
);

CREATE INDEX people_counts_statements ON people_counts (statements);

CREATE INDEX speaker_names_rest ON speaker_names (statements - persons);

-- How many statements each group of quotations has, which is as many articles as it has at most: the largest come first.
CREATE TABLE quotation_counts (
    first TEXT NOT NULL PRIMARY KEY,
    members INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER quotation_groups_replaced BEFORE INSERT ON quotation_groups
WHEN EXISTS (SELECT 1 FROM quotation_groups WHERE statement = new.statement) BEGIN
    DELETE FROM quotation_groups WHERE statement = new.statement;
END;

CREATE TRIGGER quotation_groups_counted AFTER INSERT ON quotation_groups BEGIN
    INSERT INTO quotation_counts (first, members) VALUES (new.first, 1)
    ON CONFLICT (first) DO UPDATE SET members = members + 1;
END;

CREATE TRIGGER quotation_groups_uncounted AFTER DELETE ON quotation_groups BEGIN
    UPDATE quotation_counts SET members = members - 1 WHERE first = old.first;
    DELETE FROM quotation_counts WHERE first = old.first AND members = 0;
END;

CREATE TRIGGER quotation_groups_recounted AFTER UPDATE OF first ON quotation_groups BEGIN
    UPDATE quotation_counts SET members = members - 1 WHERE first = old.first;
    DELETE FROM quotation_counts WHERE first = old.first AND members = 0;
    INSERT INTO quotation_counts (first, members) VALUES (new.first, 1)
    ON CONFLICT (first) DO UPDATE SET members = members + 1;
END;

INSERT INTO quotation_counts (first, members)
SELECT first, count(*) FROM quotation_groups GROUP BY first;

CREATE INDEX quotation_counts_members ON quotation_counts (members DESC, first);

-- What is searched: statements that are shown, with all that a search may ask of them as words of one index, so that
-- every question is an intersection of lists and stops early.
--
-- key orders statements by the day on which their article was published, newest first and those without a day last, and
-- holds the statement's rowid in its last 28 bits. A day is its digits as a number that sorts as the day does.
-- facets are words that stand in no text: x in each, then a letter for what it is, and the value or, where people
-- choose it, its bytes in hexadecimal. Days on which it was said are months (m) and years (y) if they are of one month
-- or of two on end; a longer time within a year is that year (y and w), and any other is wmany.
CREATE VIEW searchable AS
SELECT
    (4194304 - CASE
        WHEN a.published GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' THEN
            substr(a.published, 1, 4) * 800 + substr(a.published, 6, 2) * 40 + substr(a.published, 9, 2)
        ELSE 0
    END) * 268435456 + s.rowid AS key,
    s.rowid AS statement,
    s.content AS content,
    s.role AS role,
    s.affiliation AS affiliation,
    'x k' || s.kind || ' l' || s.place
    || coalesce(' a' || s.attitude, '')
    || coalesce(' p' || s.polarity, '')
    || CASE WHEN s.speaker_name IS NULL THEN '' ELSE ' s' || hex(s.speaker_name) END
    || coalesce((
        SELECT group_concat(' o' || hex(g.outlet), '') FROM sightings g
        WHERE g.article = s.article AND g.outlet IS NOT NULL
    ), '')
    || CASE
        WHEN s.said_start IS NULL OR s.said_end IS NULL THEN ''
        WHEN s.said_start NOT GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'
            OR s.said_end NOT GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' THEN ' wmany'
        WHEN substr(s.said_end, 1, 4) * 12 + substr(s.said_end, 6, 2)
            - substr(s.said_start, 1, 4) * 12 - substr(s.said_start, 6, 2) IN (0, 1) THEN
            ' y' || substr(s.said_start, 1, 4) || ' m' || substr(s.said_start, 1, 4) || substr(s.said_start, 6, 2)
            || ' y' || substr(s.said_end, 1, 4) || ' m' || substr(s.said_end, 1, 4) || substr(s.said_end, 6, 2)
        WHEN substr(s.said_start, 1, 4) = substr(s.said_end, 1, 4) THEN
            ' y' || substr(s.said_start, 1, 4) || ' w' || substr(s.said_start, 1, 4)
        ELSE ' wmany'
    END AS facets
FROM statements s
JOIN articles a ON a.id = s.article
WHERE s.shown = 1;

-- In single quotes, so that Datasette takes statements_fts, which is of words alone.
CREATE VIRTUAL TABLE statements_search USING fts5(
    content, role, affiliation, facets,
    content='searchable', content_rowid='key', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);

-- Every name of a speaker as the articles have it, and of how many statements that are shown; 0 where they are gone.
CREATE TABLE speaker_names (
    rowid INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    statements INTEGER NOT NULL
) STRICT;

CREATE INDEX speaker_names_statements ON speaker_names (statements);

CREATE VIRTUAL TABLE speaker_names_words USING fts5(
    name, content='speaker_names', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);

CREATE INDEX sightings_outlet ON sightings (outlet);

-- With all that a list of speakers counts, so that it reads no statement.
DROP INDEX statements_speaker;
CREATE INDEX statements_speaker
ON statements (speaker_name, said_start, said_end, speaker_type, shown, article, role);

CREATE TRIGGER speaker_names_indexed AFTER INSERT ON speaker_names BEGIN
    INSERT INTO speaker_names_words (rowid, name) VALUES (new.rowid, new.name);
END;

CREATE TRIGGER speaker_names_unindexed AFTER DELETE ON speaker_names BEGIN
    INSERT INTO speaker_names_words (speaker_names_words, rowid, name) VALUES ('delete', old.rowid, old.name);
END;

CREATE TRIGGER speaker_names_reindexed AFTER UPDATE OF rowid, name ON speaker_names BEGIN
    INSERT INTO speaker_names_words (speaker_names_words, rowid, name) VALUES ('delete', old.rowid, old.name);
    INSERT INTO speaker_names_words (rowid, name) VALUES (new.rowid, new.name);
END;

-- What stands in the index is taken out before a row changes, while the view still gives it, and put back after.
CREATE TRIGGER statements_searched AFTER INSERT ON statements WHEN new.shown = 1 BEGIN
    INSERT INTO statements_search (rowid, content, role, affiliation, facets)
    SELECT key, content, role, affiliation, facets FROM searchable WHERE statement = new.rowid;
END;

CREATE TRIGGER statements_counted AFTER INSERT ON statements WHEN new.shown = 1 AND new.speaker_name IS NOT NULL BEGIN
    INSERT INTO speaker_names (name, statements) VALUES (new.speaker_name, 1)
    ON CONFLICT (name) DO UPDATE SET statements = statements + 1;
END;

CREATE TRIGGER statements_unsearched BEFORE DELETE ON statements WHEN old.shown = 1 BEGIN
    INSERT INTO statements_search (statements_search, rowid, content, role, affiliation, facets)
    SELECT 'delete', key, content, role, affiliation, facets FROM searchable WHERE statement = old.rowid;
    UPDATE speaker_names SET statements = statements - 1 WHERE name = old.speaker_name;
END;

CREATE TRIGGER statements_search_changes BEFORE UPDATE OF
    rowid, article, content, role, affiliation, speaker_name, kind, attitude, polarity, place, said_start, said_end, shown
ON statements WHEN old.shown = 1 BEGIN
    INSERT INTO statements_search (statements_search, rowid, content, role, affiliation, facets)
    SELECT 'delete', key, content, role, affiliation, facets FROM searchable WHERE statement = old.rowid;
    UPDATE speaker_names SET statements = statements - 1 WHERE name = old.speaker_name;
END;

CREATE TRIGGER statements_search_changed AFTER UPDATE OF
    rowid, article, content, role, affiliation, speaker_name, kind, attitude, polarity, place, said_start, said_end, shown
ON statements WHEN new.shown = 1 BEGIN
    INSERT INTO statements_search (rowid, content, role, affiliation, facets)
    SELECT key, content, role, affiliation, facets FROM searchable WHERE statement = new.rowid;
END;

CREATE TRIGGER statements_count_changed AFTER UPDATE OF
    rowid, article, content, role, affiliation, speaker_name, kind, attitude, polarity, place, said_start, said_end, shown
ON statements WHEN new.shown = 1 AND new.speaker_name IS NOT NULL BEGIN
    INSERT INTO speaker_names (name, statements) VALUES (new.speaker_name, 1)
    ON CONFLICT (name) DO UPDATE SET statements = statements + 1;
END;

CREATE TRIGGER articles_search_changes BEFORE UPDATE OF id, published ON articles BEGIN
    INSERT INTO statements_search (statements_search, rowid, content, role, affiliation, facets)
    SELECT 'delete', key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article = old.id);
END;

CREATE TRIGGER articles_search_changed AFTER UPDATE OF id, published ON articles BEGIN
    INSERT INTO statements_search (rowid, content, role, affiliation, facets)
    SELECT key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article = new.id);
END;

CREATE TRIGGER sightings_search_adds BEFORE INSERT ON sightings BEGIN
    INSERT INTO statements_search (statements_search, rowid, content, role, affiliation, facets)
    SELECT 'delete', key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article = new.article);
END;

CREATE TRIGGER sightings_search_added AFTER INSERT ON sightings BEGIN
    INSERT INTO statements_search (rowid, content, role, affiliation, facets)
    SELECT key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article = new.article);
END;

CREATE TRIGGER sightings_search_changes BEFORE UPDATE OF article, outlet ON sightings BEGIN
    INSERT INTO statements_search (statements_search, rowid, content, role, affiliation, facets)
    SELECT 'delete', key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article IN (old.article, new.article));
END;

CREATE TRIGGER sightings_search_changed AFTER UPDATE OF article, outlet ON sightings BEGIN
    INSERT INTO statements_search (rowid, content, role, affiliation, facets)
    SELECT key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article IN (old.article, new.article));
END;

CREATE TRIGGER sightings_search_leaves BEFORE DELETE ON sightings BEGIN
    INSERT INTO statements_search (statements_search, rowid, content, role, affiliation, facets)
    SELECT 'delete', key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article = old.article);
END;

CREATE TRIGGER sightings_search_left AFTER DELETE ON sightings BEGIN
    INSERT INTO statements_search (rowid, content, role, affiliation, facets)
    SELECT key, content, role, affiliation, facets FROM searchable
    WHERE statement IN (SELECT rowid FROM statements WHERE article = old.article);
END;

-- What is there already.
INSERT INTO speaker_names (name, statements)
SELECT speaker_name, sum(shown) FROM statements WHERE speaker_name IS NOT NULL GROUP BY speaker_name;

INSERT INTO statements_search (statements_search) VALUES ('rebuild');

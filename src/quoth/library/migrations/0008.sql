-- The words of whole articles, so that words are found, too, that no reader took for a statement. In single quotes, as
-- all indexes but the one of statements that Datasette is to take.
CREATE VIRTUAL TABLE articles_words USING fts5(
    text, content='articles', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);

CREATE TRIGGER articles_indexed AFTER INSERT ON articles BEGIN
    INSERT INTO articles_words (rowid, text) VALUES (new.rowid, new.text);
END;

CREATE TRIGGER articles_unindexed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_words (articles_words, rowid, text) VALUES ('delete', old.rowid, old.text);
END;

CREATE TRIGGER articles_reindexed AFTER UPDATE OF rowid, text ON articles BEGIN
    INSERT INTO articles_words (articles_words, rowid, text) VALUES ('delete', old.rowid, old.text);
    INSERT INTO articles_words (rowid, text) VALUES (new.rowid, new.text);
END;

-- What is there already.
INSERT INTO articles_words (articles_words) VALUES ('rebuild');

-- The figures of each article in text order, as they were found; statement is the one in whose words they stand. A new
-- reading of the article puts its own in their place.
CREATE TABLE figures (
    id TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    hedge TEXT,
    unit TEXT,
    counts TEXT,
    place TEXT,
    "when" TEXT,
    statement TEXT REFERENCES statements (id),
    giver_name TEXT,
    giver_type TEXT NOT NULL,
    made_by TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX figures_article ON figures (article, n);
CREATE INDEX figures_statement ON figures (statement);

INSERT INTO ledger (name, rows) VALUES ('figures', 0);

-- Under what an article is looked up by those that come after it: numbers of runs of thirteen words; article is a rowid.
CREATE TABLE voice_keys (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- The articles that are one text printed more than once, each with the least id among them.
CREATE TABLE voices (
    article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    voice TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX voices_voice ON voices (voice);

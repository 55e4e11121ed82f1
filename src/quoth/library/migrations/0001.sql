-- The first form of a library. STRICT throughout; every text is UTF-8; every digest is over its own row (see rows.py).
-- "Quot" in ASCII: by this, file(1) and we tell a library from other databases.
PRAGMA application_id = 1366650740;

-- A report, in whole. text is what sha256 is of; id is its first 20 digits. version_of is the first article of its URL.
CREATE TABLE articles (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    url TEXT,
    title TEXT,
    outlet TEXT,
    published TEXT,
    authors TEXT NOT NULL,
    language TEXT,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    parts TEXT NOT NULL,
    notes TEXT NOT NULL,
    added_at TEXT NOT NULL,
    raw_sha256 TEXT,
    raw_file TEXT,
    raw_offset INTEGER,
    raw_length INTEGER,
    version_of TEXT REFERENCES articles (id),
    statement_count INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX articles_url ON articles (url);
CREATE INDEX articles_sha256 ON articles (sha256);
CREATE INDEX articles_outlet ON articles (outlet, published);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_version_of ON articles (version_of);
CREATE INDEX articles_made_by ON articles (made_by);

-- Every origin at which an article's very text was met, the first one too: the same wire copy at several outlets.
CREATE TABLE sightings (
    rowid INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (id),
    origin TEXT NOT NULL,
    url TEXT,
    title TEXT,
    outlet TEXT,
    published TEXT,
    added_at TEXT NOT NULL,
    raw_sha256 TEXT,
    raw_file TEXT,
    raw_offset INTEGER,
    raw_length INTEGER,
    digest TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX sightings_article ON sightings (article, origin, coalesce(url, ''));
CREATE INDEX sightings_origin ON sightings (origin);
CREATE INDEX sightings_url ON sightings (url);
CREATE INDEX sightings_raw_sha256 ON sightings (raw_sha256);

-- Who said what. content, cue and source are the words of the spans, joined; gone_at says when a rereading no longer
-- found a statement that a person had judged.
CREATE TABLE statements (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES articles (id),
    n INTEGER NOT NULL,
    content TEXT NOT NULL,
    cue TEXT,
    source TEXT,
    kind TEXT NOT NULL,
    attitude TEXT,
    polarity TEXT,
    speaker_name TEXT,
    speaker_type TEXT,
    role TEXT,
    affiliation TEXT,
    speaker_confidence REAL,
    speaker_implied INTEGER,
    speaker_reason TEXT,
    said_start TEXT,
    said_end TEXT,
    said_text TEXT,
    said_granularity TEXT,
    said_confidence REAL,
    said_reason TEXT,
    place TEXT NOT NULL,
    within TEXT,
    confidence REAL NOT NULL,
    made_by TEXT NOT NULL,
    cue_lemma TEXT,
    resolved_by TEXT,
    gone_at TEXT,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX statements_article ON statements (article, n);
CREATE INDEX statements_speaker ON statements (speaker_name, said_start);
CREATE INDEX statements_said ON statements (said_start);
CREATE INDEX statements_within ON statements (within);

-- Where the words stand: code points into articles.text, end exclusive.
CREATE TABLE spans (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'source')),
    n INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    text TEXT NOT NULL,
    PRIMARY KEY (statement, role, n)
) STRICT, WITHOUT ROWID;

-- What came in and was not kept; article is null where nothing of it was.
CREATE TABLE dropped (
    rowid INTEGER PRIMARY KEY,
    article TEXT REFERENCES articles (id),
    origin TEXT NOT NULL,
    stage TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX dropped_origin ON dropped (origin, stage, reason);
CREATE INDEX dropped_article ON dropped (article);

-- What people decided. No foreign key: a judgement outlives the row that it is about.
CREATE TABLE judgements (
    id TEXT NOT NULL PRIMARY KEY,
    statement TEXT,
    action TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'correct', 'merge', 'part')),
    "values" TEXT NOT NULL,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL,
    why TEXT,
    undoes TEXT REFERENCES judgements (id),
    digest TEXT NOT NULL,
    CHECK (statement IS NOT NULL OR action IN ('merge', 'part'))
) STRICT, WITHOUT ROWID;

CREATE INDEX judgements_statement ON judgements (statement);
CREATE INDEX judgements_undoes ON judgements (undoes);

CREATE TRIGGER judgements_are_never_changed BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE(ABORT, 'a judgement is never changed; undo it with another');
END;

CREATE TRIGGER judgements_are_never_erased BEFORE DELETE ON judgements BEGIN
    SELECT RAISE(ABORT, 'a judgement is never erased; undo it with another');
END;

-- INSERT OR REPLACE fires no delete trigger; this comes before it.
CREATE TRIGGER judgements_are_made_once BEFORE INSERT ON judgements
WHEN EXISTS (SELECT 1 FROM judgements WHERE id = new.id) BEGIN
    SELECT RAISE(IGNORE);
END;

-- Words and phrases. Datasette finds a table's search only where it is declared with these double quotes.
CREATE VIRTUAL TABLE statements_fts USING fts5(
    content, content="statements", tokenize='unicode61 remove_diacritics 2'
);

-- Exact wording, from three characters on. In single quotes, so that Datasette takes the one above.
CREATE VIRTUAL TABLE statements_exact USING fts5(content, content='statements', tokenize='trigram');

CREATE TRIGGER statements_indexed AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, content) VALUES (new.rowid, new.content);
    INSERT INTO statements_exact (rowid, content) VALUES (new.rowid, new.content);
END;

CREATE TRIGGER statements_unindexed AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, content) VALUES ('delete', old.rowid, old.content);
    INSERT INTO statements_exact (statements_exact, rowid, content) VALUES ('delete', old.rowid, old.content);
END;

CREATE TRIGGER statements_reindexed AFTER UPDATE OF rowid, content ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, content) VALUES ('delete', old.rowid, old.content);
    INSERT INTO statements_exact (statements_exact, rowid, content) VALUES ('delete', old.rowid, old.content);
    INSERT INTO statements_fts (rowid, content) VALUES (new.rowid, new.content);
    INSERT INTO statements_exact (rowid, content) VALUES (new.rowid, new.content);
END;

-- Names as the articles give them; what people merged or parted is not in here.
CREATE VIEW speakers AS
SELECT
    speaker_name AS name,
    speaker_type AS type,
    count(*) AS statements,
    count(DISTINCT article) AS articles,
    min(said_start) AS first_said,
    max(said_end) AS last_said
FROM statements
WHERE speaker_name IS NOT NULL AND gone_at IS NULL
GROUP BY speaker_name, speaker_type;

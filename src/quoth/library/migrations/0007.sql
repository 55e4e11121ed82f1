-- Persons and bodies across articles. A name in one article is one speaker's; person says whose it is across articles,
-- score how sure that is and reason why. Names that are descriptions ("officials", "the ministry") are in no group.
CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    qid TEXT,
    articles INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE appearances (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    type TEXT NOT NULL,
    statements INTEGER NOT NULL,
    month TEXT,
    roles TEXT NOT NULL,
    affiliations TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX appearances_person ON appearances (person, name, statements);
CREATE INDEX appearances_name ON appearances (name, person, statements);

-- Under what a person is looked up by the names that come after it.
CREATE TABLE people_keys (
    key TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (key, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX people_keys_person ON people_keys (person);

-- Names that stand in an article's text: what two articles about one thing have in common.
CREATE TABLE named_in (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;

-- Names that stood in the library and were given to another person when evidence came: from whom, to whom, and why.
CREATE TABLE people_moves (
    rowid INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    was TEXT NOT NULL,
    now TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL
) STRICT;

-- What people know and spelling does not tell: other names, ids and offices, as an alias table has them.
CREATE TABLE aliases (
    rowid INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    alias TEXT NOT NULL,
    qid TEXT,
    role TEXT,
    country TEXT,
    since TEXT,
    until TEXT,
    who TEXT NOT NULL,
    "when" TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX aliases_alias ON aliases (alias);
CREATE INDEX aliases_name ON aliases (name);

INSERT INTO ledger (name, rows) VALUES ('aliases', 0);

-- One name means one thing everywhere: the views show persons.
DROP VIEW speakers;

CREATE VIEW speakers AS
SELECT
    coalesce(p.name, m.speaker, s.speaker_name) AS name,
    s.speaker_type AS type,
    x.person AS person,
    count(*) AS statements,
    count(DISTINCT s.article) AS articles,
    min(s.said_start) AS first_said,
    max(s.said_end) AS last_said
FROM statements s
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.speaker_name IS NOT NULL AND s.shown = 1
GROUP BY coalesce(x.person, m.speaker, s.speaker_name), s.speaker_type;

DROP VIEW in_force;

CREATE VIEW in_force AS
SELECT
    s.id AS id,
    coalesce(p.name, m.speaker, s.speaker_name) AS speaker,
    s.speaker_name AS speaker_in_report,
    s.source AS source,
    s.role AS role,
    s.affiliation AS affiliation,
    s.cue AS cue,
    s.content AS content,
    s.kind AS kind,
    s.attitude AS attitude,
    s.polarity AS polarity,
    s.said_start AS said_from,
    s.said_end AS said_to,
    s.said_text AS said_words,
    a.title AS title,
    a.outlet AS outlet,
    substr(a.published, 1, 10) AS published,
    a.url AS url,
    s.confidence AS confidence,
    s.speaker_confidence AS speaker_confidence,
    s.verdict AS judged,
    s.place AS place,
    s.article AS article
FROM statements s
JOIN articles a ON a.id = s.article
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.shown = 1;

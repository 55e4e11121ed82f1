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

CREATE UNIQUE INDEX aliases_alias ON aliases (
    alias, name, coalesce(qid, ''), coalesce(role, ''), coalesce(since, '')
);
CREATE INDEX aliases_name ON aliases (name);

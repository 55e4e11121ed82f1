-- What people decided takes effect: statements are as they are after all judgements, and what the reader made is kept.
-- Other columns of a table are kept with the article, as a JSON object.
ALTER TABLE articles ADD COLUMN extra TEXT;

-- verdict is what judgements make of a statement (accepted, corrected, rejected), null where there is none; yields_to is
-- the judged statement that this one, found by a later reader, is a variant of; shown is 0 where it is rejected, yields,
-- or is gone and no one stands by it.
ALTER TABLE statements ADD COLUMN verdict TEXT;
ALTER TABLE statements ADD COLUMN yields_to TEXT;
ALTER TABLE statements ADD COLUMN shown INTEGER NOT NULL DEFAULT 1;

-- What the reader made of a statement that judgements changed: its record as JSON.
CREATE TABLE suggestions (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE,
    record TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names that people merged: each with the one under which it is shown.
CREATE TABLE same_speakers (
    name TEXT NOT NULL PRIMARY KEY,
    speaker TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX same_speakers_speaker ON same_speakers (speaker);

-- How many rows each of these tables has, as we put them in, so that one that is taken away is missed.
CREATE TABLE ledger (
    name TEXT NOT NULL PRIMARY KEY,
    rows INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO ledger
SELECT 'articles', count(*) FROM articles
UNION ALL SELECT 'sightings', count(*) FROM sightings
UNION ALL SELECT 'dropped', count(*) FROM dropped
UNION ALL SELECT 'judgements', count(*) FROM judgements;

DROP VIEW speakers;

-- Who said how much, by the name under which people merged them, else as the articles have it.
CREATE VIEW speakers AS
SELECT
    coalesce(m.speaker, s.speaker_name) AS name,
    s.speaker_type AS type,
    count(*) AS statements,
    count(DISTINCT s.article) AS articles,
    min(s.said_start) AS first_said,
    max(s.said_end) AS last_said
FROM statements s
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.speaker_name IS NOT NULL AND s.shown = 1
GROUP BY coalesce(m.speaker, s.speaker_name), s.speaker_type;

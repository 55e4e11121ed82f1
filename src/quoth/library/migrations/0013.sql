-- Which names an article says are one body's, both plain: "World Health Organization (WHO)".
CREATE TABLE other_names (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    long TEXT NOT NULL,
    short TEXT NOT NULL,
    PRIMARY KEY (article, long, short)
) STRICT, WITHOUT ROWID;

CREATE INDEX other_names_long ON other_names (long, short);

CREATE INDEX other_names_short ON other_names (short, long);

-- What is said of a speaker without reading a whole row of an article, a sighting or a statement: an article's day, the
-- outlets that had it, and what of one person is in one article.
CREATE INDEX articles_day ON articles (id, published);

CREATE INDEX sightings_outlets ON sightings (article, outlet);

CREATE INDEX statements_of
ON statements (speaker_name, article, shown, speaker_type, role, affiliation, said_start, said_end);

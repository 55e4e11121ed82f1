-- Which names an article says are one body's, both plain: "World Health Organization (WHO)".
CREATE TABLE other_names (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    long TEXT NOT NULL,
    short TEXT NOT NULL,
    PRIMARY KEY (article, long, short)
) STRICT, WITHOUT ROWID;

CREATE INDEX other_names_long ON other_names (long, short);

CREATE INDEX other_names_short ON other_names (short, long);

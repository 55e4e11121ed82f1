-- Which step of relating has done which article, and in which version: what is not in here is still to be related.
CREATE TABLE related (
    step TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    made_by TEXT NOT NULL,
    PRIMARY KEY (step, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX related_article ON related (article);

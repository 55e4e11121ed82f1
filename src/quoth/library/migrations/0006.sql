-- Which step of relating has done which article, and in which version: what is not in here is still to be related.
CREATE TABLE related (
    step TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    made_by TEXT NOT NULL,
    PRIMARY KEY (step, article)
) STRICT, WITHOUT ROWID;

CREATE INDEX related_article ON related (article);

-- Under what a statement is looked up by those that come after it: numbers of runs of five words, the first statements
-- of each; statement is a rowid. A row whose statement is gone means nothing, and is taken out by who takes that away.
CREATE TABLE quotation_keys (
    key INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;

-- The statements whose quotations hang together, each with its group: the id of the one that came in first. The families
-- in a group are worked out where they are asked for.
CREATE TABLE quotation_groups (
    statement TEXT NOT NULL PRIMARY KEY REFERENCES statements (id) ON DELETE CASCADE,
    first TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX quotation_groups_first ON quotation_groups (first);

-- What people decided about single statements beside their values, which a step asks for with every article.
CREATE INDEX judgements_grouping ON judgements (n) WHERE statement IS NOT NULL AND action IN ('merge', 'part');

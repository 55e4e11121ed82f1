-- Which statement answers which, and what shows it: suggestions, but for those that a person put in (made_by) or accepted
-- (verdict). With again it is to be looked at anew, since one of the two is being judged or read again. Rows whose
-- statements are gone are taken out by who takes those away.
CREATE TABLE answers (
    answer TEXT NOT NULL,
    answered TEXT NOT NULL,
    kind TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    verdict TEXT,
    again INTEGER NOT NULL DEFAULT 0,
    made_by TEXT NOT NULL,
    PRIMARY KEY (answer, answered)
) STRICT, WITHOUT ROWID;

CREATE INDEX answers_answered ON answers (answered);
CREATE INDEX answers_again ON answers (answer) WHERE again = 1;

-- Under what a statement is looked up that may be answered (side 0), and one that answers (side 1); statement is a rowid.
CREATE TABLE answer_keys (
    key INTEGER NOT NULL,
    side INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (key, side, statement)
) STRICT, WITHOUT ROWID;

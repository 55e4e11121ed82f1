-- Judgements count in the order in which the library took them: n, from 1 on. Their "when" is what the judge said, and a
-- clock that is wrong, or a time that is made up, beats nobody. Those that are there get theirs from library/taking.py.
DROP TRIGGER judgements_are_never_changed;

ALTER TABLE judgements ADD COLUMN n INTEGER;

CREATE UNIQUE INDEX judgements_taken ON judgements (n);

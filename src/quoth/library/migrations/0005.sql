-- What is in force, for people who ask with SQL: each statement with its speaker as people merged the names, and its article.
CREATE VIEW in_force AS
SELECT
    s.id AS id,
    coalesce(m.speaker, s.speaker_name) AS speaker,
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
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.shown = 1;

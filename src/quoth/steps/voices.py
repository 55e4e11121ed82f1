"""The step that keeps which articles are one text: reprints of wire copy, and the same page read again.

A key has MOST articles at most, and an article is compared in full with NEAR others at most, so that what an article
costs does not grow with the library. An article alone has no row: it is a voice of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quoth.compare import Groups, places
from quoth.library import Store
from quoth.relate.voices import MADE_BY, is_one_voice, is_part, shingles, voice_keys

__all__ = ["Voices"]

# Articles that are kept under one key: of forty reprints, a later one finds the first ones.
MOST = 32
NEAR = 48

# A text of so many prints is no part of another, whatever stands there: it would take too long to ask of each.
FEW = 8

TEXT = "SELECT rowid AS row, text FROM articles WHERE id = :article"
TEXTS = "SELECT id, text FROM articles WHERE rowid IN (SELECT value FROM json_each(:rows)) ORDER BY id"
POSTINGS = """
SELECT key, held FROM (
    SELECT j.value AS key, (SELECT json_group_array(article) FROM voice_keys WHERE key = j.value) AS held
    FROM json_each(:keys) j
) WHERE held <> '[]'
"""
VOICE_OF = "SELECT article, voice FROM voices WHERE article IN (SELECT value FROM json_each(:articles))"
OTHERS = """
SELECT a.rowid AS row, a.id, a.text FROM voices v JOIN articles a ON a.id = v.article
WHERE v.voice = (SELECT voice FROM voices WHERE article = :article) AND v.article <> :article ORDER BY a.rowid
"""

MEMBERS = """
SELECT text FROM articles WHERE id = :article
UNION ALL SELECT a.text FROM voices v CROSS JOIN articles a ON a.id = v.article
WHERE v.voice = (SELECT voice FROM voices WHERE article = :article) AND v.article <> :article LIMIT :most
"""

PUT_KEY = "INSERT OR IGNORE INTO voice_keys (key, article) VALUES (:key, :row)"
TAKE_KEY = "DELETE FROM voice_keys WHERE key = :key AND article = :row"
PUT = "INSERT OR REPLACE INTO voices (article, voice) VALUES (:article, :voice)"
RENAME = "UPDATE voices SET voice = :voice WHERE voice = :was"
TAKE = "DELETE FROM voices WHERE voice = (SELECT voice FROM voices WHERE article = :article)"


class Voices:
    """A step of relating; see ``quoth.library.Step``."""

    name = "voices"
    made_by = MADE_BY
    tables = ("voices", "voice_keys")

    def relate(self, store: Store, article: str) -> None:
        """Joins an article to those with the same text, and keeps its keys."""
        (row,) = store.rows(TEXT, {"article": article})
        runs = shingles(row["text"])
        own, keys = frozenset(runs), voice_keys(runs)
        held = _postings(store, keys)
        near = Counter(each for rows in held.values() for each in rows if each != row["row"])
        nearest = sorted(near, key=lambda each: (-near[each], each))[:NEAR]
        texts = store.rows(TEXTS, {"rows": json.dumps(nearest)})
        near_by = {each["id"]: frozenset(shingles(each["text"])) for each in texts}
        _join(store, article, [name for name, other in near_by.items() if is_one_voice(own, other)])
        _join_parts(store, article, own, near_by)
        _keep(store, [(row["row"], keys)], held)

    def forget(self, store: Store, article: str) -> None:
        """Takes out the keys of an article; the others of its voice are compared anew, and get its places."""
        (row,) = store.rows(TEXT, {"article": article})
        freed = voice_keys(shingles(row["text"]))
        store.put(TAKE_KEY, [{"key": key, "row": row["row"]} for key in sorted(freed)])
        left = store.rows(OTHERS, {"article": article})
        store.put(TAKE, [{"article": article}])
        runs = {each["id"]: shingles(each["text"]) for each in left}
        for group in _groups({name: frozenset(held) for name, held in runs.items()}):
            store.put(PUT, [{"article": each, "voice": min(group)} for each in group])
        _keep(store, [(each["row"], freed & voice_keys(runs[each["id"]])) for each in left], _postings(store, freed))


def _postings(store: Store, keys: Iterable[int]) -> dict[int, list[int]]:
    """By key, the rows of the articles that are kept under it."""
    rows = store.rows(POSTINGS, {"keys": json.dumps(sorted(keys))})
    return {row["key"]: json.loads(row["held"]) for row in rows}


def _keep(store: Store, wanted: Iterable[tuple[int, frozenset[int]]], held: Mapping[int, list[int]]) -> None:
    """Keeps articles, given by their rows, under those of their keys that have a place left."""
    in_order = ((row, sorted(keys)) for row, keys in wanted)
    store.put(PUT_KEY, [{"key": key, "row": row} for key, row in places(in_order, held, MOST)])


def _join(store: Store, article: str, same: Sequence[str]) -> None:
    """Makes one voice of an article and those with its text, and of the voices that these are in."""
    if not same:
        return
    held = {row["article"]: row["voice"] for row in store.rows(VOICE_OF, {"articles": json.dumps([article, *same])})}
    voice = min(article, *same, *held.values())
    store.put(RENAME, [{"voice": voice, "was": was} for was in sorted(set(held.values())) if was != voice])
    store.put(PUT, [{"article": each, "voice": voice} for each in (article, *same) if each not in held])


def _join_parts(store: Store, article: str, own: frozenset[int], near: Mapping[str, frozenset[int]]) -> None:
    """Joins an article to the one in which most of it stands, and those to it that stand in it.

    With it go all of its voice, which must stand there, too: a text within two others does not make these one.
    """
    hosts = [name for name, other in near.items() if is_part(own, other) and not is_one_voice(own, other)]
    for host in sorted(hosts, key=lambda name: (-len(own & near[name]), name))[:1]:
        if all(is_part(each, near[host]) for each in _of_voice(store, article)):
            _join(store, article, [host])
    for name, other in near.items():
        is_within = is_part(other, own) and not is_one_voice(own, other)
        if is_within and all(is_part(each, own) for each in _of_voice(store, name)):
            _join(store, article, [name])


def _of_voice(store: Store, article: str) -> list[frozenset[int]]:
    """The articles of a voice by their shingles; of one with many, those that stand in nothing."""
    texts = [row["text"] for row in store.rows(MEMBERS, {"article": article, "most": FEW + 1})]
    return [frozenset(shingles(each)) for each in texts] if len(texts) <= FEW else [frozenset()]


def _groups(texts: Mapping[str, frozenset[int]]) -> Iterable[Sequence[str]]:
    """The voices among some articles, given by their shingles: those with one text, then those within one of these."""
    groups: Groups[str] = Groups()
    names = sorted(texts)
    for n, one in enumerate(names):
        for other in names[n + 1 :]:
            if groups.head(one) != groups.head(other) and is_one_voice(texts[one], texts[other]):
                groups.join(one, other)
    size = {groups.head(name): 0 for name in names} | {groups.head(g[0]): len(g) for g in groups.groups(2)}
    for one in [name for name in names if not size[groups.head(name)]]:
        hosts = [name for name in names if is_part(texts[one], texts[name])]
        if hosts:
            groups.join(one, max(hosts, key=lambda name: (len(texts[one] & texts[name]), name)))
    return groups.groups(2)

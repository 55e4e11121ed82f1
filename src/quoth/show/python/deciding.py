"""What people decide about statements, names, families and answers: each is a judgement, taken back by another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from operator import index
from typing import Any

from quoth import ask
from quoth.errors import LibraryError, RecordError
from quoth.library import Store, finding_id, standing
from quoth.library.rows import ROLES
from quoth.records import Action, AnswerKind, Judgement

__all__ = ["Deciding"]


class Deciding(Store):
    """A library that takes judgements."""

    def accept(self, statement: str, *, who: str, why: str | None = None) -> Judgement:
        """Keeps that ``who`` found a statement right as it is."""
        return self._decide(statement, "accept", who, why, {})

    def reject(self, statement: str, *, who: str, why: str | None = None) -> Judgement:
        """Keeps that ``who`` found a statement wrong: it is out of force."""
        return self._decide(statement, "reject", who, why, {})

    def correct(self, statement: str, *, who: str, why: str | None = None, **values: Any) -> Judgement:
        """Keeps ``who``'s values for some fields of a statement; ``quoth.library.FIELDS`` names them.

        ``content``, ``cue`` and ``source`` are lists of (start, end), all others a text or None.
        """
        return self._decide(statement, "correct", who, why, _with_lists(values))

    def find(self, article: str, *, who: str, why: str | None = None, **values: Any) -> Judgement:
        """Keeps a statement that ``who`` found and no reader did; ``content`` is needed, the rest is as in ``correct``.

        The statement's id is the judgement's ``statement``.
        """
        if self.article(article) is None:
            raise LibraryError(f"there is no article {article} here; add it first", path=str(self.path))
        values = {"article": article, **dict.fromkeys(ROLES), **values}
        values = _with_lists(values)
        return self._decide(finding_id(values), "correct", who, why, values)

    def merge(self, name: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that these names are one speaker's, who is shown as ``name``; every name has to be there."""
        self._check_names(name, *others)
        return self._decide(None, "merge", who, why, {"names": [name, *others]})

    def part(self, name: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that ``others`` are not the speaker called ``name``."""
        self._check_names(name, *others)
        return self._decide(None, "part", who, why, {"names": [name, *others]})

    def part_statement(self, statement: str, speaker: str, *, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement's speaker is another person of the same name, now called ``speaker``."""
        return self._decide(statement, "part", who, why, {"speaker": speaker})

    def merge_quotations(self, statement: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement gives the quotation of ``others``: statements, or families by the id of theirs."""
        return self._decide(statement, "merge", who, why, {"quotation": self._giving(statement, others, every=False)})

    def part_quotations(self, statement: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement does not give the quotation of ``others``: statements, or all members of families."""
        return self._decide(statement, "part", who, why, {"quotation": self._giving(statement, others, every=True)})

    def link_answer(
        self, answer: str, *answered: str, who: str, kind: AnswerKind | None = None, why: str | None = None
    ) -> Judgement:
        """Keeps that a statement answers others, as was suggested, or as ``kind`` says: it stays, whatever is found."""
        return self._decide(answer, "merge", who, why, {"answered": self._there(answered), "kind": kind})

    def unlink_answer(self, answer: str, *answered: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement does not answer others."""
        return self._decide(answer, "part", who, why, {"answered": self._there(answered)})

    def undo(self, judgement: str, *, who: str, why: str | None = None) -> Judgement:
        """Takes a judgement back, by another; what it said is kept."""
        made = self.judgements()
        taken_back = next((each for each in made if each.id == judgement), None)
        if taken_back is None:
            raise LibraryError(f"there is no judgement {judgement} here", path=str(self.path))
        if judgement not in standing(made):
            raise LibraryError(f"judgement {judgement} has been taken back already", path=str(self.path))
        return self._decide(taken_back.statement, taken_back.action, who, why, {}, undoes=judgement)

    def _check_names(self, *names: str) -> None:
        """Raises LibraryError for a name that no statement has, and under which none is shown."""
        shown = set(self.same_speakers().values())
        for name in names:
            if name not in shown and not self.said_by(name):
                like = " or ".join(ask.names_like(self, name))
                meant = f"did you mean {like}?" if like else "give the name as quoth speakers has it"
                raise LibraryError(f"no statement has the speaker {name!r}; {meant}", path=str(self.path))

    def _there(self, names: Sequence[str]) -> list[str]:
        """The ids of statements; raises LibraryError where one is not here."""
        for name in names:
            if self.statement(name) is None:
                raise LibraryError(f"there is no statement {name} here", path=str(self.path))
        return list(names)

    def _giving(self, statement: str, names: Sequence[str], *, every: bool) -> list[str]:
        """The statements with these ids, and of families the fullest or ``every`` one, without ``statement`` itself."""
        found: dict[str, None] = {}
        for name in names:
            there = ask.families_of(self, name)[:1] if name.startswith("fa_") else ()
            if not there and self.statement(name) is None:
                kind = "family" if name.startswith("fa_") else "statement"
                raise LibraryError(f"there is no {kind} {name} here", path=str(self.path))
            ids = [each.statement.id for family in there for each in family.members if every or each.fullest] or [name]
            found |= dict.fromkeys(each for each in ids if each != statement)
        return list(found)

    def _decide(
        self,
        statement: str | None,
        action: Action,
        who: str,
        why: str | None,
        values: dict[str, Any],
        undoes: str | None = None,
    ) -> Judgement:
        when = datetime.now(UTC).isoformat(timespec="microseconds")
        made = Judgement.of(statement, action, who=who, when=when, values=values, why=why, undoes=undoes)
        self.judge(made)
        return made


def _with_lists(values: dict[str, Any]) -> dict[str, Any]:
    """``values`` with their spans as JSON has them; raises RecordError for what is none."""
    made = dict(values)
    for role in ROLES:
        if role in made:
            try:
                made[role] = [[index(start), index(end)] for start, end in made[role] or ()]
            except (TypeError, ValueError) as error:
                raise RecordError(f"{role} is a list of (start, end), not {made[role]!r}") from error
    return made

"""Whether a statement is that of a speaker who is asked for by any form of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.ask.who import meant
from quoth.library import Store
from quoth.records import Statement
from quoth.resolve.lexicon import fold
from quoth.resolve.names import Name

__all__ = ["Whom", "whom"]

# Whose name nobody gives may be anybody.
NAMELESS = {"unnamed", "unknown", "author"}
_AND = re.compile(r"\s+and\s+|,\s*")


@dataclass(frozen=True, slots=True)
class Whom:
    """A speaker who is asked for: the names, folded, that articles have for whom the form may mean."""

    form: str
    names: frozenset[str]

    def fits(self, statement: Statement) -> bool | None:
        """Whether the statement is theirs; None where the article does not say whose it is."""
        speaker = statement.speaker
        if speaker is None or speaker.name is None or speaker.type in NAMELESS:
            return None
        if fold(speaker.name) in self.names:
            return True
        parts = _AND.split(speaker.name) if speaker.type == "group" else []
        return any(fold(part) in self.names or Name.of(self.form).is_short_for(Name.of(part)) for part in parts)

    def named_in(self, text: str) -> bool:
        """Whether a text has the last word of the form, or of any of the names."""
        last = {fold(name).split()[-1] for name in (self.form, *self.names) if fold(name).split()}
        return not last or re.search(rf"\b(?:{'|'.join(map(re.escape, sorted(last)))})\b", fold(text)) is not None


def whom(store: Store, form: str) -> Whom:
    """Whom a form of a name may mean in this library."""
    who, others = meant(store, form)
    return Whom(form, frozenset(fold(name) for voice in (*who, *others) for name in (voice.name, *voice.forms)))

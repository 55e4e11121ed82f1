"""Which attributions lie within others."""

from quoth.evaluate.annotation import Attribution
from quoth.evaluate.nesting import nested

OUTER = Attribution(((0, 5),), ((6, 10),), ((11, 60),))
INNER = Attribution(((16, 20),), ((21, 25),), ((26, 60),))
BESIDE = Attribution(((61, 65),), ((66, 70),), ((71, 90),))


def test_one_whose_cue_and_content_are_in_anothers_content_is_nested() -> None:
    """Others are not, whatever their order."""
    assert nested([OUTER, INNER, BESIDE]) == {1}
    assert nested([INNER, BESIDE, OUTER]) == {0}


def test_the_same_content_under_another_cue_is_not_nested() -> None:
    """Both say it."""
    twin = Attribution((), ((61, 65),), OUTER.content)
    assert nested([OUTER, twin]) == frozenset()


def test_one_without_cue_or_content_is_not_nested() -> None:
    """Nothing shows whose it is."""
    assert nested([OUTER, Attribution((), (), ((20, 30),))]) == frozenset()

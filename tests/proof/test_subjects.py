"""Subjects that vary come in the order in which their lines are sorted, whatever the texts are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.proof.blocks import Slot
from laurels.proof.subjects import Subjects

# Beginnings that begin with each other, and constants among them: each of these pairs has been got wrong by some draft.
_BEFORE = st.sampled_from(("<", "<a", "<ab", "<ab#", "<b", "<urn:uuid:"))
_AFTER = st.sampled_from((">", "#1>", "#10>", "#2>"))
_TEXT = st.text("ab#:1", max_size=4)
_SUBJECTS = st.lists(
    st.builds("<{}>".format, _TEXT) | st.builds(Slot, _BEFORE, st.integers(0, 3), _AFTER),
    min_size=1,
    max_size=7,
    unique=True,
)


@settings(max_examples=250)
@given(_SUBJECTS, st.lists(st.lists(_TEXT, min_size=4, max_size=4), min_size=1, max_size=8))
def test_the_order_is_that_of_the_written_addresses(subjects: list[str | Slot], documents: list[list[str]]) -> None:
    found = Subjects(subjects)
    for texts in documents:
        written = {
            subject: subject if isinstance(subject, str) else f"{subject.before}{texts[subject.number]}{subject.after}"
            for subject in subjects
        }
        order = found.order(texts)
        if len(set(written.values())) < len(written):
            assert order is None
        else:
            assert order is not None
            assert [written[subject] for subject in found.arranged(order)] == sorted(written.values())

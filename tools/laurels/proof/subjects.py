"""The subjects of a template that are addresses: in which order those that vary stand among the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations, count, pairwise

from laurels.proof.blocks import Form, Slot, Slots, in_order

_MAX_ORDERS = 256


class Subjects:
    """Addresses that are subjects of a template's lines.

    Most have their place whatever a document says. What is left are few questions: which of two texts, such as two UUIDs, comes
    first, and between which constant addresses one of the learner's own stands. They are answered without writing out the rest.
    """

    def __init__(self, subjects: Sequence[str | Slot]) -> None:
        self._subjects = list(subjects)
        self._terms = [Form([subject]) for subject in self._subjects]
        slots = [subject for subject in self._subjects if isinstance(subject, Slot)]
        fixed = [subject for subject in self._subjects if isinstance(subject, str)]
        doubts = {
            (one[:2], other[:2]) if one < other else (other[:2], one[:2])
            for one, other in combinations(slots, 2)
            if in_order([one, other]) is None
        }
        free = {slot[:2] for slot in slots if any(in_order([slot, text]) is None for text in fixed)}
        free |= {one for one, other in doubts if one[0] != other[0]}
        self._free = sorted(free)
        """Beginning and slot of the texts of which it is not known where among the constant beginnings they come."""
        self._settled = tuple({slot.before for slot in slots if slot[:2] not in free})
        self._marks = sorted({*fixed, *self._settled})
        """Constant addresses, and what those begin with that keep their place among these."""
        self._pairs = sorted(pair for pair in doubts if pair[0][0] == pair[1][0] or free.issuperset(pair))
        """Beginnings and slots of each two texts of which it is then still not known which comes first."""
        self._known: dict[tuple[int, ...], int] = {}
        self._numbers: dict[tuple[int, ...], int] = {}
        self._orders: dict[int, tuple[int, ...]] = {}
        self._next = count()

    def order(self, slots: Slots) -> int | None:
        """The number of the order in which the subjects come; None where two are the same."""
        answers, marks = [], self._marks
        for before, number in self._free:
            text = before + slots[number]
            place = bisect_left(marks, text)
            if (place < len(marks) and marks[place].startswith(text)) or text.startswith(self._settled):
                return self._sorted(slots)
            answers.append(place)
        for (before, number), (other_before, other_number) in self._pairs:
            one, other = before + slots[number], other_before + slots[other_number]
            if one.startswith(other) or other.startswith(one):
                return self._sorted(slots)
            # They differ before either ends, so that what follows them does not matter.
            answers.append(one < other)
        key = tuple(answers)
        found = self._known.get(key)
        if found is None:
            found = self._sorted(slots)
            if found is not None:
                self._known[key] = found
        return found

    def _sorted(self, slots: Slots) -> int | None:
        made = sorted([(term(slots), number) for number, term in enumerate(self._terms)])
        if any(one[0] == other[0] for one, other in pairwise(made)):
            return None
        order = tuple([number for _, number in made])
        found = self._numbers.get(order)
        if found is None:
            if len(self._orders) >= _MAX_ORDERS:
                for kept in (self._known, self._numbers, self._orders):
                    kept.clear()
            found = self._numbers[order] = next(self._next)
            self._orders[found] = order
        return found

    def arranged(self, order: int) -> list[str | Slot]:
        """The subjects in an order that `order` has just given."""
        return [self._subjects[number] for number in self._orders[order]]

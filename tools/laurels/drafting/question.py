"""One question to somebody who proposes something: which key its answer fills, and how to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Form = Literal[
    "text",
    "prose",
    "list",
    "choice",
    "integer",
    "number",
    "reference",
    "references",
    "skills",
    "subject",
    "date",
    "duration",
    "address",
]
"""How it is answered: a line, a longer text, a line for each entry, one of the schema's choices, a whole number, a number,
another file's name, several names, skills of the frameworks, a field of ISCED-F 2013, a day, a duration, a web address."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    pointer: str
    """JSON Pointer of the key that the answer fills."""
    ask: str
    """The question, in words that need no explanation."""
    flag: str
    """The option that answers it: `hours` is `--hours`."""
    form: Form
    help: str = ""
    """What else to know, in a sentence; empty where the question says it."""
    default: Any = None
    """The answer where none is given; None: the key stays empty, or away where it is optional."""
    required: bool = True
    """Whether the key is needed."""
    source: str = ""
    """For references: the kind of file that is referred to."""
    taken: dict[str, Any] = field(default_factory=dict)
    """For defaults that follow from another answer: {"from": pointer, "divide": number, "step": number}."""

    def as_data(self) -> dict[str, Any]:
        """The question as JSON data, for the form on the site."""
        return {
            "pointer": self.pointer,
            "ask": self.ask,
            "flag": self.flag,
            "form": self.form,
            "help": self.help,
            "default": self.default,
            "required": self.required,
            "source": self.source,
            "taken": self.taken,
        }

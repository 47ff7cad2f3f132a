"""Small valid definitions to change one thing in."""

from __future__ import annotations

import copy
from typing import Any

from laurels.model.achievement import Achievement

ACHIEVEMENT: dict[str, Any] = {
    "name": "Sample achievement",
    "version": 1,
    "issuer": "sample-issuer",
    "achievementType": "MicroCredential",
    "status": "active",
    "description": "A definition that exists for tests.",
    "inLanguage": "en",
    "learningOutcomes": ["Name one thing."],
    "criteria": {"narrative": "Name one thing."},
    "assessment": {
        "type": "quiz",
        "description": "One question.",
        "supervision": "unsupervised",
        "identityVerification": "none",
        "rubric": [
            {
                "id": "answer",
                "name": "Answer",
                "levels": [
                    {"id": "wrong", "name": "Wrong", "description": "No thing is named."},
                    {"id": "right", "name": "Right", "description": "One thing is named."},
                ],
                "required": "right",
            }
        ],
    },
    "workload": {"hours": 26, "ects": 1},
    "eqfLevel": 4,
    "iscedF": "0611",
    "participation": "online",
}


def achievement(**changes: Any) -> Achievement:
    """A valid achievement with some keys replaced."""
    return Achievement.model_validate({**copy.deepcopy(ACHIEVEMENT), **changes})

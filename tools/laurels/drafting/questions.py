"""What is asked for each kind of new file, in this order. `laurels new` and the form on the site ask the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from laurels.drafting.question import Question

Q = Question

ACHIEVEMENT = (
    Q("/name", "What is it called?", "name", "text", "No “badge in”, no level, no year."),
    Q("/issuer", "Who awards it?", "issuer", "reference", source="issuer"),
    Q("/description", "What is it, and whom is it for?", "description", "prose", "One to three sentences."),
    Q(
        "/learningOutcomes",
        "What can somebody do who holds it?",
        "outcome",
        "list",
        "One sentence each, with a verb that somebody could watch: build, explain, choose. Three to six are usual.",
    ),
    Q(
        "/criteria/narrative",
        "What must be done to earn it?",
        "criteria",
        "prose",
        "So exactly that two assessors agree: at least 9 of 12 tasks.",
    ),
    Q("/assessment/type", "What kind of assessment is it?", "assessment", "choice"),
    Q("/assessment/description", "What does the learner do, and how is it judged?", "assessed", "prose"),
    Q("/assessment/supervision", "Does somebody watch while it happens?", "supervision", "choice", default="unsupervised"),
    Q("/assessment/identityVerification", "How do you know that it was the learner?", "identity", "choice", default="account"),
    Q(
        "/assessment/rubric/0/name",
        "What is judged?",
        "criterion",
        "text",
        "One criterion is enough to begin with, such as “Query project”; add more in the file.",
    ),
    Q("/assessment/rubric/0/levels/0/description", "What does work look like that is not good enough yet?", "not-yet", "prose"),
    Q("/assessment/rubric/0/levels/1/description", "What does work look like that earns the award?", "enough", "prose"),
    Q("/workload/hours", "How many hours does a typical learner need?", "hours", "integer", "With reading, practice and assessment."),
    Q(
        "/workload/ects",
        "How many ECTS credits is that?",
        "ects",
        "number",
        "25 to 30 hours each; halves are allowed.",
        taken={"from": "/workload/hours", "divide": 27.5, "step": 0.5},
    ),
    Q(
        "/eqfLevel",
        "Which level is it in the European Qualifications Framework?",
        "level",
        "integer",
        "4 is the end of upper secondary school, 5 a short course of higher education, 6 bachelor, 7 master.",
    ),
    Q("/iscedF", "What is it about?", "subject", "subject", "A word such as “database”, or a code of ISCED-F 2013."),
    Q("/participation", "How do people take part?", "participation", "choice"),
    Q("/inLanguage", "In which language is it taught and assessed?", "language", "text", "A code: en, de, fr.", default="en"),
    Q("/skills", "Which skills does it show?", "skill", "skills", "At least two. Type a word to search.", required=False),
    Q("/prerequisites/achievements", "Which achievements are needed before?", "needs", "references", required=False, source="achievement"),
    Q("/prerequisites/description", "What else is needed before?", "before", "prose", required=False),
    Q("/validFor", "How long does an award hold?", "valid-for", "duration", "P3Y is three years. Leave it empty for ever.", required=False),
    Q("/tags", "By which other words should it be found?", "tag", "list", required=False),
)  # fmt: skip
STACK = (
    Q("/name", "What is the pathway called?", "name", "text"),
    Q("/description", "Why would a learner collect it?", "description", "prose"),
    Q("/grants", "Which achievement does it grant?", "grants", "reference", source="achievement"),
    Q("/rule/all", "Which achievements does it take?", "of", "references", source="achievement"),
    Q("/rule/atLeast", "How many of them?", "at-least", "integer", "Leave it empty for all of them.", required=False),
    Q("/within", "Within what time?", "within", "duration", "P3Y is three years. Leave it empty for no limit.", required=False),
)  # fmt: skip
ROLE = (
    Q("/name", "What is the occupation called?", "name", "text"),
    Q("/framework", "Which framework is it taken from?", "framework", "reference", source="skills"),
    Q("/uri", "What is its address in that framework?", "uri", "address", "It starts with http:, https: or urn:."),
    Q("/code", "Which classification code has it?", "code", "text", "Such as its ISCO-08 group.", required=False),
    Q("/description", "What do people in this role do?", "description", "prose"),
    Q("/skills/essential", "Which skills can it not do without?", "skill", "skills", "Type a word to search."),
    Q("/skills/optional", "Which skills help?", "optional", "skills", required=False),
)
ISSUER = (
    Q("/name", "What is the awarding body called?", "name", "text"),
    Q("/id", "What is its DID?", "did", "text", "It follows from the site’s address in mkdocs.yml."),
    Q("/url", "What is the address of its home page?", "url", "address", "It starts with https://."),
    Q("/description", "Who is it, in one or two sentences?", "description", "prose"),
    Q("/country", "In which country is it?", "country", "text", "Two letters, such as IE, DE or CL."),
    Q("/contact", "On which page can people ask questions?", "contact", "address", "A page, never an e-mail address: this file is public."),
    Q("/qualityAssurance/0/type", "Is its quality assured by itself, or by somebody else?", "assurance", "choice", default="internal"),
    Q("/qualityAssurance/0/name", "What is that arrangement called?", "assurance-name", "text", "Such as “Yearly review”."),
    Q("/qualityAssurance/0/description", "How does it work?", "assurance-description", "prose", required=False),
    Q("/recipientPolicy", "May learners’ names be read by everybody?", "policy", "choice", "public only where every learner agreed.", default="sealed"),
)  # fmt: skip
BATCH = (
    Q("/achievement", "Which achievement is awarded?", "achievement", "reference", source="achievement"),
    Q("/awardedDate", "On which day?", "date", "date"),
    Q("/awards", "Who receives it?", "recipient", "list", "One name a line, as the learner wants it shown."),
)
QUESTIONS: Mapping[str, tuple[Q, ...]] = MappingProxyType(
    {"achievement": ACHIEVEMENT, "stack": STACK, "role": ROLE, "issuer": ISSUER, "award": BATCH}
)
"""Kind of file (`model.kinds`) → its questions."""
BEGINNINGS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "achievement": {
            "version": 1,
            "achievementType": "MicroCredential",
            "status": "draft",
            "assessment": {
                "rubric": [
                    {
                        "levels": [
                            {"id": "not-yet", "name": "Not yet"},
                            {"id": "competent", "name": "Competent"},
                        ],
                        "required": "competent",
                    }
                ]
            },
        },
        "stack": {},
        "role": {},
        "issuer": {},
        "award": {},
    }
)
"""What every new file says before anything is asked."""


def as_data() -> dict[str, Any]:
    """Questions and beginnings as JSON data, for the form on the site."""
    return {
        kind: {"questions": [question.as_data() for question in questions], "beginning": BEGINNINGS[kind]}
        for kind, questions in QUESTIONS.items()
    }

"""Codes of the catalogue in words for people, in English."""

from __future__ import annotations

import re
from datetime import date

from laurels.encoding.timestamps import parse_duration
from laurels.status.changes import REASONS

ASSESSMENT = {
    "project": "Project",
    "portfolio": "Portfolio",
    "practical": "Practical task",
    "written-exam": "Written examination",
    "oral-exam": "Oral examination",
    "coursework": "Coursework",
    "observation": "Observation at work",
    "peer": "Peer assessment",
    "quiz": "Quiz",
}
SUPERVISION = {
    "unsupervised": "Not supervised",
    "online-supervised": "Supervised online",
    "onsite-supervised": "Supervised on site",
}
IDENTITY_VERIFICATION = {
    "none": "Not checked",
    "account": "By the learner’s account",
    "document": "By an identity document",
    "biometric": "By a biometric check",
    "in-person": "In person",
}
PARTICIPATION = {
    "online": "Online",
    "onsite": "On site",
    "blended": "Online and on site",
    "hybrid": "Online or on site, as the learner chooses",
    "workplace": "At the workplace",
    "virtual-mobility": "Online, at an institution abroad",
}
QUALITY_ASSURANCE = {"internal": "Internal", "external": "External"}
RECOGNITION = {
    "credit": "Counts for credit",
    "employer": "Recognised by an employer",
    "accreditation": "Accredited",
}
STATUS_REASON = REASONS
RESULT_STATUS = {
    "Completed": "Completed",
    "Enrolled": "Enrolled",
    "Failed": "Failed",
    "InProgress": "In progress",
    "OnHold": "On hold",
    "Provisional": "Provisional",
    "Withdrew": "Withdrew",
}
LANGUAGES = {
    "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fi": "Finnish", "fr": "French", "ga": "Irish",
    "gl": "Galician", "hr": "Croatian", "hu": "Hungarian", "is": "Icelandic", "it": "Italian", "lb": "Luxembourgish",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mt": "Maltese", "nb": "Norwegian Bokmål",
    "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish",
    "uk": "Ukrainian",
}  # fmt: skip
COUNTRIES = {
    "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "CH": "Switzerland", "CY": "Cyprus", "CZ": "Czechia",
    "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FR": "France",
    "GB": "United Kingdom", "GR": "Greece", "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IS": "Iceland",
    "IT": "Italy", "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta",
    "NL": "Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden",
    "SI": "Slovenia", "SK": "Slovakia", "UA": "Ukraine", "US": "United States",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(value: date) -> str:
    """A date as `30 June 2029`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def number(value: float) -> str:
    """A number without a pointless `.0`: `2`, `2.5`."""
    return f"{value:g}"


def count(value: float, one: str, many: str = "") -> str:
    """A number with its noun: `1 credit`, `2.5 credits`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def duration(text: str) -> str:
    """An ISO 8601 duration as `1 year and 6 months`. Raises `ValueError` for any other text."""
    months, days = parse_duration(text)
    years, months = divmod(months, 12)
    parts = [count(value, noun) for value, noun in ((years, "year"), (months, "month"), (days, "day")) if value]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def language(tag: str) -> str:
    """The English name of a BCP 47 tag's language, else the tag."""
    name = LANGUAGES.get(tag.split("-")[0])
    return tag if name is None else name if "-" not in tag else f"{name} ({tag})"


def country(code: str) -> str:
    """The English name of an ISO 3166-1 code, else the code."""
    return COUNTRIES.get(code, code)


def achievement_type(name: str) -> str:
    """An Open Badges AchievementType as words: `MicroCredential` is `Micro-credential`."""
    if name == "MicroCredential":
        return "Micro-credential"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.removeprefix("ext:"))
    return words[:1].upper() + words[1:].lower()

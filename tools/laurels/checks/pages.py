"""What a code means, for the terminal and for the documentation."""

from __future__ import annotations

import textwrap
from itertools import groupby

from laurels.checks.table import CHECKS, Check

_FAMILIES = {
    "YML": "Files",
    "SCH": "Keys and values",
    "IDS": "Names and identity",
    "SIT": "The site",
    "REF": "References",
    "DEF": "Achievements and skills",
    "STK": "Stacks",
    "AWD": "Awards",
    "DAT": "Dates",
    "KEY": "Keys",
    "PRV": "Privacy",
    "IMG": "Images",
    "TXT": "Text",
    "LDG": "The ledger",
    "STA": "Status",
    "RNW": "Renewal",
    "VER": "Versions",
    "GOV": "Who looks after what",
    "SUP": "Findings that are allowed",
}
_HEAD = """\
# Findings

<!-- Generated from tools/laurels/checks/table.py; to write it anew: laurels explain --markdown > site_src/docs/findings.md -->

`laurels check` reports findings by code. A code keeps its meaning for ever. Errors make the command fail, and stop `laurels issue`
and `laurels build`; warnings and notes do not. `laurels explain CODE` shows the same text as this page.
"""


def terminal_page(check: Check) -> str:
    """One code, in lines of at most 88 characters."""
    return "\n".join(
        [
            f"{check.code} {check.name} ({check.severity})",
            "",
            *textwrap.wrap(check.summary, 88),
            "",
            *textwrap.wrap(check.advice, 88),
        ]
    )


def terminal_list() -> str:
    """Every code with its rule, one a line."""
    return "\n".join(f"{check.code}  {check.severity!s:<7}  {check.summary}" for check in CHECKS)


def markdown() -> str:
    """The page of the documentation that lists every code."""
    parts = [_HEAD]
    for family, checks in groupby(sorted(CHECKS, key=_order), key=lambda check: check.code[:3]):
        parts.append(f"## {_FAMILIES[family]}\n")
        parts.extend(_entry(check) for check in checks)
    return "\n".join(parts)


def _order(check: Check) -> tuple[int, str]:
    return list(_FAMILIES).index(check.code[:3]), check.code


def _entry(check: Check) -> str:
    # An id of its own, so that a link to a code survives a change of its name.
    return f"### {check.code} {check.name} {{ #{check.code.lower()} }}\n\n**{str(check.severity).capitalize()}.** {check.summary}\n\n{check.advice}\n"

"""Who looks after which definition, and until when it should be looked at again; and that as a CODEOWNERS file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from laurels.model.catalogue import Catalogue
from laurels.model.kinds import KIND

BEGIN, END = "# >>> laurels owners", "# <<< laurels owners"
_RECORDS = ("/issued/", "/keys/", "/mkdocs.yml", "/CODEOWNERS", "/.github/", "/.gitlab/", "/.gitlab-ci.yml")
"""What whoever answers for the issuers answers for too: awards, keys, address, and what runs in CI."""


@dataclass(frozen=True, slots=True)
class Owned:
    """One definition."""

    kind: str
    slug: str
    owners: tuple[str, ...]
    """As the forge names them, without @; the issuer's where it names none."""
    review_by: date | None

    @property
    def path(self) -> str:
        """Path of its file in the repository."""
        return f"{KIND[self.kind].folder}/{self.slug}.yaml"

    def overdue(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.review_by is not None and self.review_by < today


def owned(catalogue: Catalogue) -> Iterator[Owned]:
    """Every issuer, achievement and stack, in the order of their files."""
    for slug, issuer in sorted(catalogue.issuers.items()):
        yield Owned("issuer", slug, issuer.owners, None)
    for slug, achievement in sorted(catalogue.achievements.items()):
        yield Owned("achievement", slug, achievement.owners or _issuers(catalogue, slug), achievement.review_by)
    for slug, stack in sorted(catalogue.stacks.items()):
        yield Owned("stack", slug, stack.owners or _issuers(catalogue, stack.grants), stack.review_by)


def code_owners(catalogue: Catalogue, before: str = "") -> str:
    """The CODEOWNERS file (the syntax that GitHub, GitLab and Forgejo share); what stands outside the marks is kept.

    The last line that fits a path counts, so lines written by hand below the marks win, and those above give way.
    """
    above, mark, rest = before.partition(f"{BEGIN}\n")
    _, _, below = rest.partition(f"{END}\n") if mark else ("", "", "")
    items = list(owned(catalogue))
    keepers = sorted({name for item in items if item.kind == "issuer" for name in item.owners})
    lines = [
        "# Written by `laurels owners --write` from `owners` in the definitions. Lines outside the marks stay as they are.",
        *([f"{path} {_names(tuple(keepers))}" for path in _RECORDS] if keepers else []),
        *(f"/{item.path} {_names(item.owners)}" for item in items if item.owners),
    ]
    if above and not above.endswith("\n"):
        above += "\n"
    return above + "".join(f"{line}\n" for line in (BEGIN, *lines, END)) + below


def _issuers(catalogue: Catalogue, achievement: str) -> tuple[str, ...]:
    found = catalogue.issuer_of(achievement)
    return found[1].owners if found else ()


def _names(owners: tuple[str, ...]) -> str:
    return " ".join(f"@{name}" for name in owners)

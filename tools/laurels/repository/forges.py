"""The files by which a forge runs the commands: workflows, templates for requests and issues, hooks.

They are kept with the package, so that an institution's repository gets the same ones as this project's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from types import MappingProxyType

FORGES = ("github", "gitlab")
PUBLISHED = "laurels"
"""What pip installs in an institution's repository…"""
CHECKOUT = "."
"""…and in the program's own."""
_PLACES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "github": MappingProxyType({"github/": ".github/", "pre-commit-config.yaml": ".pre-commit-config.yaml"}),
        "gitlab": MappingProxyType(
            {
                "gitlab/gitlab-ci.yml": ".gitlab-ci.yml",
                "gitlab/": ".gitlab/",
                "pre-commit-config.yaml": ".pre-commit-config.yaml",
            }
        ),
    }
)
_CHECKOUT_STEP = """\
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
"""


def forge_files(forge: str, *, laurels: str = PUBLISHED) -> Iterator[tuple[str, bytes]]:
    """Path in the repository and content of every file for a forge, in a fixed order.

    Args:
        forge: one of `FORGES`.
        laurels: what pip is told to install: a requirement such as `laurels==1.2.0`, or `.` for the checkout itself.
    """
    for name, data in _all(package_files("laurels") / "repository" / "forge_files", ""):
        place = next(
            (there + name.removeprefix(here) for here, there in _PLACES[forge].items() if name.startswith(here)), None
        )
        if place is not None:
            text = data.decode("utf-8").replace("@LAURELS@", laurels if laurels == CHECKOUT else f"'{laurels}'")
            # Where the program is not installed from the checkout, the comment needs none.
            yield place, text.replace("@CHECKOUT@", _CHECKOUT_STEP if laurels == CHECKOUT else "").encode()


def _all(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _all(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()

"""Open Badges 2.0: assertions that are signed, or hosted by their issuer. The same steps, the same report."""

from laurels.verification.open_badges_2.assertion import is_assertion, is_older
from laurels.verification.open_badges_2.steps import check_assertion

__all__ = ["check_assertion", "is_assertion", "is_older"]

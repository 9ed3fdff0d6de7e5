"""A title on another disease than the text below it speaks of: that is said, and the title files nothing."""

from __future__ import annotations

from collections.abc import Sequence

from modularize.tagging.treats import NOT_ABOUT

__all__ = ["CODE", "gainsaid"]

CODE = "modularize.title_gainsaid"


def gainsaid(title: str, treats: Sequence[str]) -> str:
    """The warning for a document whose text never names the disease of its title, while it speaks of another; "" else.

    ``treats`` as :func:`modularize.tagging.treats.treated` gives it.
    """
    if not any(id.startswith(NOT_ABOUT) for id in treats):
        return ""
    return (
        f"{CODE}: Its title (“{title}”) names a disease of which its text never speaks; it speaks of another. No "
        "module is filed under the title's. Compare each with its page: the title stands over it all the same."
    )

"""The library's records and verbs: ``open_library`` is the way in, ``Library`` carries every verb.

Both are loaded on first use, so that a part of the store can be imported alone (``library.release`` needs its tables)
and nothing pays for the database toolkit before it opens one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from library.store.library import Library, install_postgres, migrate, open_library

__all__ = ["Library", "install_postgres", "migrate", "open_library"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from library.store import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

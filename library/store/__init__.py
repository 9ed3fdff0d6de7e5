"""The library's records and verbs. ``open_library`` is the way in; ``Library`` is assembled from a mixin per noun."""

from __future__ import annotations

from library.store.library import Library, migrate, open_library

__all__ = ["Library", "migrate", "open_library"]

"""Finding modules by words and by meaning. All of it is derived: losing it loses nothing, and no hit is trusted."""

from library.search.fuse import Hit, SearchResult
from library.search.index import Index

__all__ = ["Hit", "Index", "SearchResult"]

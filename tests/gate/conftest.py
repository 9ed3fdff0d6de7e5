"""Both databases for the attacks, empty or with their people already there."""

from __future__ import annotations

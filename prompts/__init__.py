"""Versioned prompt files and the only door to a language model. The model proposes; the span verifies."""

from __future__ import annotations

from prompts.files import Prompt, load

__all__ = ["Prompt", "load"]

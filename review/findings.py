"""Making and ordering findings."""

from __future__ import annotations

from collections.abc import Iterable

from library.models import Finding, Severity


def blocking(
    code: str, message: str, words: str = "", source_words: str = "", *, related: Iterable[str] = ()
) -> Finding:
    """A finding that keeps its subject out of review; what it is about is filled in by ``ordered``."""
    return _finding(Severity.BLOCKING, code, message, words, source_words, related)


def advisory(
    code: str, message: str, words: str = "", source_words: str = "", *, related: Iterable[str] = ()
) -> Finding:
    """A finding shown to the reviewer beside the text."""
    return _finding(Severity.ADVISORY, code, message, words, source_words, related)


def ordered(findings: Iterable[Finding], subject: str) -> tuple[Finding, ...]:
    """The findings without repeats, about ``subject``, blocking first, else in the order they were found."""
    about = dict.fromkeys(Finding(**{**dict(f), "subject": subject}) for f in findings)
    return tuple(sorted(about, key=lambda f: f.severity is not Severity.BLOCKING))


def is_blocked(findings: Iterable[Finding]) -> bool:
    """True if any finding keeps the subject out of review."""
    return any(f.severity is Severity.BLOCKING for f in findings)


def _finding(
    severity: Severity, code: str, message: str, words: str, source_words: str, related: Iterable[str]
) -> Finding:
    return Finding(
        code=code, severity=severity, message=message, words=words, source_words=source_words, related=tuple(related)
    )

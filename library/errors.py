"""Every error the product raises on purpose, each with a code and what to do next.

::

    ClearcopyError
    ├── BadInput           what was given cannot be used           exit 2, HTTP 422
    │   ├── NotFound       no record of that id                    exit 2, HTTP 404
    │   └── Refused        a document that will not be read        exit 1, HTTP 422
    ├── Forbidden          the gate or the role says no            exit 3, HTTP 403
    │   ├── NotSignedIn    no valid token or session               exit 3, HTTP 401
    │   └── NotEligible    not approved for this use               exit 3, HTTP 409
    ├── Conflict           somebody else changed it first          exit 1, HTTP 409
    └── Unavailable        a part of the system is not there       exit 1, HTTP 503

Codes are stable, lower-case, dotted: ``room.what``. They are translated to an exit status in ``cli.py`` and to
problem+json or a page in ``web/errors.py``, in one table each.
"""

from __future__ import annotations


class ClearcopyError(Exception):
    """Base of all. ``code`` is stable, ``message`` says what happened, ``next_step`` what the user can do about it."""

    def __init__(self, code: str, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class BadInput(ClearcopyError):
    """What was given cannot be used."""


class NotFound(BadInput):
    """No record of that id."""


class Refused(BadInput):
    """A document that will not be read: encrypted, too large, of an unknown type, hostile."""


class Forbidden(ClearcopyError):
    """The gate or the role says no."""


class NotSignedIn(Forbidden):
    """No valid token, session or password."""


class NotEligible(Forbidden):
    """Not approved, expired, withdrawn, on hold or out of scope."""


class Conflict(ClearcopyError):
    """Somebody else changed it first."""


class Unavailable(ClearcopyError):
    """A part of the system is not there: the model, the search index, an external program."""

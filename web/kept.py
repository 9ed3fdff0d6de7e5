"""Reports on checked pieces while somebody looks at them: in memory, for their owner, for half an hour, then gone."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

from library.errors import NotFound
from library.models import PieceCheck

if TYPE_CHECKING:
    from generate.render.checked import PagePicture
    from ingest.service import Unkept

SECONDS = 1800.0
MOST = 20
MOST_BYTES = 400_000_000


@dataclass
class KeptCheck:
    """One report with the piece it is about, for its pictures."""

    owner: str
    check: PieceCheck
    document: Unkept
    until: float
    drawing: threading.Lock = field(default_factory=threading.Lock)
    """Held while a page is drawn, so that a file is converted once however many pages are asked for at once."""
    drawn: dict[int, PagePicture | None] = field(default_factory=dict)


class KeptChecks:
    """Thread-safe. Forgets the oldest first where there are too many, or too many bytes."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._kept: OrderedDict[str, KeptCheck] = OrderedDict()

    def put(self, owner: str, check: PieceCheck, document: Unkept) -> str:
        """Keep a report; the id by which its owner finds it."""
        id = str(uuid4())
        with self._lock:
            self._kept[id] = KeptCheck(owner, check, document, self._clock() + SECONDS)
            self._forget()
        return id

    def get(self, owner: str, id: str) -> KeptCheck:
        """A report of one's own. Raises NotFound for anybody else's, and once it is gone."""
        with self._lock:
            self._forget()
            found = self._kept.get(id)
        if found is None or found.owner != owner:
            raise NotFound("check.gone", "This report is no longer kept.", "Check the file again.")
        return found

    def _forget(self) -> None:
        now = self._clock()
        for id in [id for id, kept in self._kept.items() if kept.until <= now]:
            del self._kept[id]
        while len(self._kept) > 1 and (len(self._kept) > MOST or self._bytes() > MOST_BYTES):
            self._kept.popitem(last=False)

    def _bytes(self) -> int:
        return sum(len(kept.document.data) for kept in self._kept.values())

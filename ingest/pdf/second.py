"""The words of each page as the second PDF library gives them: read when they are asked for, or ahead in a thread.

The library may be used by one thread at a time. While its thread runs, nothing else here touches it: what the thread
found is waited for first. Two calls a page take the time, and these let the interpreter go on with other work.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ingest.pdf.raw import RawPage

_USUAL = 1 << 15
"""Bytes that the words of most pages take, at two for each sign."""
_UNITS = ctypes.POINTER(ctypes.c_ushort)
_TURN = 0.0005
"""Seconds after which a thread that works makes room for one that waits; at Python's own ten times as many the second
library would wait for longer than it works."""


class SecondLibrary:
    """A PDF opened by pypdfium2. Raises ImportError where that is not installed, others where it cannot open it."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(data)
        self._buffer = ctypes.create_string_buffer(_USUAL)
        """For the words of a page: a new kind of buffer for each length costs more than to fill it."""

    def words(self, index: int) -> str:
        """Everything written on the page, counted from 0. Raises RuntimeError for a damaged one.

        By the library's own calls: its classes cost as much again as a short page.
        """
        import pypdfium2.raw as pdfium

        short = _short_calls()
        page = pdfium.FPDF_LoadPage(self._document.raw, index)
        if not page:
            raise RuntimeError("The page cannot be loaded.")
        words = None
        try:
            words = pdfium.FPDFText_LoadPage(page)
            if not words:
                raise RuntimeError("The words of the page cannot be loaded.")
            return self._written(words, short)
        finally:
            if words:
                short.FPDFText_ClosePage(words)
            short.FPDF_ClosePage(page)

    def _written(self, words: Any, short: _Calls) -> str:
        """Everything on a page of words (an ``FPDF_TEXTPAGE``); signs that pdfium leaves out at its ends are none of
        it."""
        first, last = 0, short.FPDFText_CountChars(words) - 1
        while first <= last and (start := short.FPDFText_GetTextIndexFromCharIndex(words, first)) < 0:
            first += 1
        while first <= last and (end := short.FPDFText_GetTextIndexFromCharIndex(words, last)) < 0:
            last -= 1
        if first > last:
            return ""
        needed = 2 * (end + 2 - start)  # with the zero at its end
        if needed > len(self._buffer):
            self._buffer = ctypes.create_string_buffer(2 * needed)
        count = short.FPDFText_GetText(words, first, last + 1 - first, ctypes.cast(self._buffer, _UNITS))
        return ctypes.string_at(self._buffer, 2 * (count - 1)).decode("utf-16-le", "ignore")

    def page(self, index: int) -> RawPage:
        """The page with the places of its words."""
        from ingest.pdf.pdfium import PdfiumPage

        return PdfiumPage(self._document[index], self._document)

    def close(self) -> None:
        """Give its memory back."""
        self._document.close()


class _Calls:
    """Calls that take next to no time, made without letting another thread in: each would have to wait for its turn."""

    def __init__(self) -> None:
        import pypdfium2.raw as pdfium

        def short(call: Any) -> Callable[..., Any]:
            return ctypes.PYFUNCTYPE(call.restype, *call.argtypes)(ctypes.cast(call, ctypes.c_void_p).value or 0)

        self.FPDF_ClosePage = short(pdfium.FPDF_ClosePage)
        self.FPDFText_ClosePage = short(pdfium.FPDFText_ClosePage)
        self.FPDFText_CountChars = short(pdfium.FPDFText_CountChars)
        self.FPDFText_GetTextIndexFromCharIndex = short(pdfium.FPDFText_GetTextIndexFromCharIndex)
        self.FPDFText_GetText = short(pdfium.FPDFText_GetText)


@lru_cache(maxsize=1)
def _short_calls() -> _Calls:
    return _Calls()


class Ahead:
    """Asks for something of each page of a document, from the first to the last, in a thread of its own."""

    def __init__(self, opens: Callable[[], bool], ask: Callable[[int], str], pages: int) -> None:
        self._opens, self._ask, self._pages = opens, ask, pages
        self._opened: bool | BaseException = False
        self._found: dict[int, str | BaseException] = {}
        self._ends = False
        self._usual = sys.getswitchinterval()
        self._thread = threading.Thread(target=self._read)

    @classmethod
    def of(cls, opens: Callable[[], bool], ask: Callable[[int], str], pages: int) -> Ahead | None:
        """Begins it: where the document ``opens``, ``ask`` is called for so many ``pages``. None where no thread can be
        made."""
        made = cls(opens, ask, pages)
        try:
            made._thread.start()
        except RuntimeError:
            return None
        sys.setswitchinterval(min(made._usual, _TURN))
        return made

    def _read(self) -> None:
        try:
            self._opened = self._opens()
        except BaseException as error:
            self._opened = error
        for index in range(self._pages if self._opened is True else 0):
            if self._ends:
                return
            try:
                self._found[index] = self._ask(index)
            except BaseException as error:
                self._found[index] = error

    def opened(self) -> bool:
        """Whether the document could be opened, once all is read. Raises what opening it raised."""
        self._thread.join()
        if isinstance(self._opened, BaseException):
            raise self._opened
        return self._opened

    def found(self, index: int) -> str:
        """What was found of the page. Raises what asking for it raised, LookupError where it was not asked for."""
        self._thread.join()
        found = self._found[index]
        if isinstance(found, BaseException):
            raise found
        return found

    def end(self) -> None:
        """Wait for the page in hand; no other is asked for."""
        self._ends = True
        self._thread.join()
        sys.setswitchinterval(self._usual)

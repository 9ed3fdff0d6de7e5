"""LibreOffice, where it is installed: pages of Office files, and Office files of before 2007 in today's formats.

It runs within the bounds of the child that starts it, without network, with a profile of its own that runs no macro,
follows no link and dies with the document.
"""

from __future__ import annotations

import contextlib
import io
import re
import resource
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

from library.errors import Refused

_SECONDS = 100
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
    ("Common/Misc", "FirstRun", "false"),
)
"""Node, property, value: no macros, no active content, nothing fetched from where a document points to."""
_WORD_SETTINGS = "word/settings.xml"
_ROOT = re.compile(rb"<(\w+:)?settings\b[^>]*[^/]>")
_CHANGE = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo)\s")
_VIEW = re.compile(rb"<(?:\w+:)?revisionView\b[^>]*/>")
_PDF = {
    "pptx": 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}',
    "ppt": 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}',
}


def program() -> str | None:
    """Path of LibreOffice; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def has_calc() -> bool:
    """True where its spreadsheet program is there, which comes in a package of its own."""
    office = program()
    return office is not None and (Path(office).resolve().parent / "libsclo.so").exists()


def as_pdf(data: bytes, suffix: str) -> bytes:
    """PDF of an Office document, hidden slides included. Raises Refused where that cannot be made."""
    if program() is None:
        raise Refused("ingest.no_office", "LibreOffice is not installed.", "A text facsimile is drawn instead.")
    made = converted(as_accepted(data) if suffix == "docx" else data, suffix, _PDF.get(suffix, "pdf"))
    if made is None:
        raise Refused("ingest.not_drawn", "The document could not be drawn.", "A text facsimile is drawn instead.")
    return made


def as_accepted(data: bytes) -> bytes:
    """A Word document that shows its tracked changes as accepted, as they are read; others as they are."""
    with contextlib.suppress(zipfile.BadZipFile, KeyError, OSError, RuntimeError, zlib.error):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            settings, body = archive.read(_WORD_SETTINGS), archive.read("word/document.xml")
            start = _ROOT.search(settings)
            if start is None or not _CHANGE.search(body):
                return data
            prefix = start[1] or b""
            view = b'<%brevisionView %bmarkup="0" %binsDel="0"/>' % (prefix, prefix, prefix)
            shown = settings[: start.end()] + view + _VIEW.sub(b"", settings[start.end() :])
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
                for entry in archive.infolist():
                    made.writestr(entry.filename, shown if entry.filename == _WORD_SETTINGS else archive.read(entry))
            return out.getvalue()
    return data


def converted(data: bytes, suffix: str, target: str) -> bytes | None:
    """``data`` (a file named ``.suffix``) in the format ``target`` (``pdf``, ``docx:filter``); None where it fails."""
    office = program()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="clearcopy-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / f"document.{suffix}", Path(folder) / "made"
        source.write_bytes(data)
        _write_profile(Path(folder) / "profile" / "user")
        with contextlib.suppress(subprocess.TimeoutExpired, OSError):
            subprocess.run(
                [office, "--headless", "--norestore", "--nologo", "--nodefault",
                 f"-env:UserInstallation=file://{folder}/profile",
                 "--convert-to", target, "--outdir", str(made), str(source)],
                capture_output=True, timeout=_SECONDS, check=False, preexec_fn=_widen,
                env={"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"},
            )  # fmt: skip
        files = sorted(made.glob("*")) if made.is_dir() else []
        return files[0].read_bytes() if files else None


def _widen() -> None:
    """Address space up to what the child may give: LibreOffice maps more than a reader ever needs."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{node}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for node, name, value in _SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )

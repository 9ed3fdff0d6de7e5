"""Originals by their SHA-256 in ``home/files/ab/cd/abcd…``: written whole or not at all, verified whenever read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from library.errors import NotFound, Unavailable


class Files:
    """A folder of files named by what they contain."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its SHA-256; on return the bytes and their name are on the disk, not in a cache."""
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        if path.exists() and path.stat().st_size == len(data):
            return name
        draft = self._folder / "drafts" / f"{name}.{os.getpid()}.{os.urandom(4).hex()}"
        draft.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent, self._folder):
            _sync_folder(folder)
        return name

    def get(self, name: str) -> bytes:
        """The bytes whose SHA-256 is ``name``.

        Raises NotFound ``library.file_missing``, or Unavailable ``library.file_changed`` if the bytes are others.
        """
        try:
            data = self.path(name).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(
                "library.file_missing", f"The original {name[:12]}… is not in the store.", "Run `clearcopy doctor`."
            ) from error
        if hashlib.sha256(data).hexdigest() != name:
            raise Unavailable(
                "library.file_changed", f"The original {name[:12]}… was changed on disk.", "Restore it from a backup."
            )
        return data

    def state(self, name: str) -> str:
        """``ok``, ``missing`` or ``changed``, read in blocks so that large files cost no memory."""
        digest = hashlib.sha256()
        try:
            with self.path(name).open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        except FileNotFoundError:
            return "missing"
        return "ok" if digest.hexdigest() == name else "changed"

    def drafts(self) -> Iterator[Path]:
        """Files that a crash left half-written, oldest name first."""
        folder = self._folder / "drafts"
        return iter(sorted(folder.iterdir())) if folder.is_dir() else iter(())

    def names(self) -> Iterator[str]:
        """The name of every file kept, sorted."""
        for path in sorted(self._folder.glob("??/??/*")):
            yield path.name

    def path(self, name: str) -> Path:
        """Where the file of that name lies or would lie. Raises NotFound for what is no name."""
        if len(name) != 64 or not all(c in "0123456789abcdef" for c in name):
            raise NotFound("library.file_missing", "A file is named by 64 hexadecimal digits.")
        return self._folder / name[:2] / name[2:4] / name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

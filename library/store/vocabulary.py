"""Further vocabulary of a company: taxonomy files an admin signed for, kept beside the records as they were given."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from library.errors import Unavailable
from library.models import Actor, Role
from library.store.policies import PolicyVerbs
from library.taxonomy import Taxonomy

FOLDER = "taxonomy"


def taxonomy_files(home: Path) -> list[Path]:
    """The files taken over in this home, in the order they were; each one's name ends in its hash.

    Raises Unavailable ``taxonomy.altered`` if one does not hold what was signed for.
    """
    found = sorted((home / FOLDER).glob("*.yaml"))
    for path in found:
        if hashlib.sha256(path.read_bytes()).hexdigest()[:16] != path.stem.rpartition("-")[2]:
            raise Unavailable(
                "taxonomy.altered",
                f"{path.name} is not what was taken over.",
                "Bring back the file, or remove it and import the vocabulary again.",
            )
    return found


class VocabularyVerbs(PolicyVerbs):
    """Takes over vocabulary."""

    def import_taxonomy(self, actor: Actor, text: str, password: str, given: Sequence[Path] = ()) -> Path:
        """Keep a taxonomy file that an admin signs for; the file. It counts in processes that start from now on.

        ``given`` are the files that settings add before those of the home. Raises Forbidden, and BadInput as
        ``Taxonomy.load`` for a text that does not fit what is there.
        """
        self._sign_as(actor, Role.ADMIN, password)
        held = taxonomy_files(self.home)
        data = text.encode("utf-8")
        digest = hashlib.sha256(data).hexdigest()
        for path in held:
            if path.stem.endswith(digest[:16]):
                return path
        folder = self.home / FOLDER
        folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh = Path(file.name)
        try:
            Taxonomy.load(*given, *held, fresh)
            with self.transaction() as tx:
                self._event(tx, actor, "taxonomy.import", digest, new=f"{len(data)} bytes")
            return fresh.rename(folder / f"{len(held) + 1:04d}-{digest[:16]}.yaml")
        finally:
            fresh.unlink(missing_ok=True)

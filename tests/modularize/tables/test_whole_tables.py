"""Tables that tell how a study was run."""

from __future__ import annotations

from modularize.tables.whole_tables import PER_CENTRE


def test_how_many_patients_each_centre_had_is_no_content_but_a_result_of_patients_is() -> None:
    assert PER_CENTRE.search("Tabelle 4: Anzahl der Patienten pro Behandlungszentrum und Lokalisation")
    assert PER_CENTRE.search("Table 2. Number of patients enrolled by centre")
    assert not PER_CENTRE.search("Tabelle 5: Anzahl der Patienten mit Ansprechen nach 12 Wochen")

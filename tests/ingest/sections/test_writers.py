"""A guide that tells writers what a label has to say is no label."""

from __future__ import annotations

from ingest.reading import Block
from ingest.sections.writers import is_guide_for_writers
from library.models import PassageKind


def test_a_guide_for_writers_is_known_by_what_it_prescribes() -> None:
    rule = Block(PassageKind.PARAGRAPH, "投与してはならない場合は「2．禁忌」にも記載すること。")
    says = Block(PassageKind.PARAGRAPH, "本剤は患者の状態を観察しながら投与すること。")
    assert is_guide_for_writers([rule] * 20 + [says] * 80)
    assert not is_guide_for_writers([rule] * 2 + [says] * 98)

"""What frames a letter or a piece is listed as such; what claims something never is."""

from __future__ import annotations

import pytest

from modularize.left_out.exclude import unusable
from modularize.left_out.letters import PREPARED, SALUTATION


@pytest.mark.parametrize(
    "text",
    [
        "Dear Dr Meyer,",
        "Kind regards",
        "Best regards, Ada",
        "Sehr geehrte Frau Dr. Meier,",
        "尊敬的王医生：",
        "田中先生、",
    ],
)
def test_a_greeting_is_no_claim(text: str) -> None:
    assert unusable(text) == SALUTATION


@pytest.mark.parametrize(
    "text",
    ["Prepared 11/2026 – XY-WYN-EU-0099", "Date of preparation: November 2026", "Stand: 06.2026", "编制日期：2026-11"],
)
def test_when_a_piece_was_prepared_is_no_claim(text: str) -> None:
    assert unusable(text) == PREPARED


@pytest.mark.parametrize(
    "text",
    ["Hello, it reduces itch", "Dear colleagues, it works", "Lieber weniger", "At week 16", "本品适用于先生", "IL-31"],
)
def test_words_that_claim_something_frame_nothing(text: str) -> None:
    assert unusable(text) not in (SALUTATION, PREPARED)

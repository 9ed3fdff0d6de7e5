"""What a piece is about: the concepts in the barrier, the key message and the patient. Pure.

Evidence that shares none of them answers another question, however good it is; better nothing than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generate.lexicon import table
from generate.reading import Reading
from library.models import Brief
from library.taxonomy import Scenario, Taxonomy
from library.taxonomy_records import Step
from library.text import fold

_SAY_LITTLE = frozenset(
    {"rate", "management", "dose_change", "comparison", "p_value", "confidence_interval", "interval", "dose"}
    | {"competitor", "indication", "study_design", "follow_up", "side_effects", "cost"}
)
"""Topics too general to tie a statement to a barrier."""


@dataclass(frozen=True)
class Subject:
    """Events, topics and patient attributes that a statement may share with the barrier and its message."""

    events: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()

    def shares(self, reading: Reading) -> bool:
        """Whether a module speaks of it: of its event where there is one, else of a topic or of the patient.

        True where nothing is known of the subject.
        """
        if self.events:
            return bool(self.events & table("events").ids_in(reading.body))
        if not self.topics and not self.attributes:
            return True
        named = {id_ for facet, id_ in reading.named if facet == "attribute"}
        return bool(self.topics & reading.topics) or bool(self.attributes & named)


def subject_of(steps: Sequence[Step], scenario: Scenario | None, taxonomy: Taxonomy) -> Subject:
    """The subject of the steps (barrier and key message) of a scenario; empty without any."""
    if scenario is None or not steps:
        return Subject()
    words: list[str] = []
    for step in steps:
        message = taxonomy.key_messages[step.key_message]
        words += taxonomy.barriers[step.barrier].names.get("en", ())
        words += message.names.get("en", ())
        words += [term for groups in message.any_of for terms in groups for term in terms]
    text = fold("\n".join(words))
    topics = table("topics")
    broad = topics.flagged("soft") | topics.flagged("quantity") | _SAY_LITTLE
    events = table("events")
    return Subject(
        events=events.ids_in(text) - events.flagged("vague"),
        topics=topics.ids_in(text, question=True) - broad,
        attributes=frozenset(scenario.attributes),
    )


def barriers_of(brief: Brief, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The barriers a brief answers, in words: the one it names, else those of its scenario."""
    if brief.barrier:
        ids = [taxonomy.find("barrier", brief.barrier) or brief.barrier]
    elif brief.scenario:
        scenario = taxonomy.scenario_record(taxonomy.scenario(brief.scenario) or brief.scenario)
        ids = [step.barrier for step in scenario.messages]
    else:
        ids = []
    return tuple(dict.fromkeys(taxonomy.label("barrier", id_, brief.language) for id_ in ids))

"""A doctor's question: triage first, then an answer in approved words with citations, or an honest no.

Nothing is composed: statements are approved modules word for word. A module answers only if it speaks of everything
asked (:mod:`generate.answers.covers.cover`); a wrong answer is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from generate.answers.beside_report import (
    also_asked,
    asks_a_dose,
    asks_for_advice,
    conditions_told,
    told_already,
    wants_answer,
    without_what_is_told,
)
from generate.answers.by_class import by_class
from generate.answers.by_name import by_their_name
from generate.answers.candidates import Candidates, Pool
from generate.answers.children import asks_of_children, on_children, on_opposites, opposites_asked
from generate.answers.choices.choose import held_by
from generate.answers.choices.shelf import Shelf
from generate.answers.compose import Answered, composed
from generate.answers.contradicts import contradicts
from generate.answers.each_part import (
    answer_to,
    by_itself,
    each_item,
    in_our_words,
    loosened,
    nearest_to,
    on_tests_asked,
    warned,
)
from generate.answers.grades import of_another_grade
from generate.answers.label_names import in_known_names
from generate.answers.later import of_no_other_reaction
from generate.answers.leaning import with_what_they_lean_on
from generate.answers.nearby import same_place
from generate.answers.of_use import in_place
from generate.answers.own_uses import of_another_use
from generate.answers.rank import ADVICE, is_result
from generate.answers.together import contraindicated, each_alone, left_open, together
from generate.ports import AnswerBook, SearchIndex
from generate.question import Question, read_question
from generate.questions.asked import needs, report_needs
from generate.questions.groups import group_of
from generate.questions.mend import Mended, Spelling
from generate.questions.need import Need
from generate.questions.parts import Part, asks_of_something_else, parts_of
from generate.questions.vocabulary import Vocabulary
from generate.reading import Reading
from generate.safety import companions_of, safety_block
from generate.triage.needs import Triage, triage
from generate.triage.own_use import without_own_use
from generate.triage.partdose import keeps_the_dose, less_given, partly_given, speaks_of_a_part
from generate.triage.reports import reports
from library.errors import BadInput, NotEligible
from library.models import (
    Actor,
    Answer,
    AnswerDraft,
    AnswerFlag,
    Audience,
    Module,
    Scope,
    UseClass,
)
from library.taxonomy import Taxonomy

USE_CLASSES = (UseClass.MEDICAL_REACTIVE, UseClass.PROMOTIONAL)
"""An answer to a question may use what is approved for reactive use or for promotion."""
LONGEST_QUESTION = 4000
_NO_QUESTION_IN = frozenset({AnswerFlag.COMPLAINT, AnswerFlag.LACK_OF_EFFECT, AnswerFlag.MISUSE})
_BESIDE_A_QUESTION = frozenset({AnswerFlag.ADVERSE_EVENT, AnswerFlag.URGENT, AnswerFlag.PREGNANCY})
"""Reports beside which what is asked is answered as ever; beside an overdose or a complaint a dose could do harm."""
_WAYS = frozenset({"crushed", "feeding_tube", "room_temperature", "storage"})
"""How a medicine was taken or kept: that it is swallowed whole, or how long it keeps, is said beside it, no dose."""
_TOLD = {
    "en": "My patient has been fine since her first pen. What if she gets a rash?",
    "zh": "患者打了第一针后一切正常。如果出皮疹怎么办？",
    "ja": "患者さんは初回投与後も元気です。発疹が出たらどうしますか？",
    "de": "Meiner Patientin geht es seit dem ersten Pen gut. Was tun bei Ausschlag?",
}
"""A question in each language that is read to the end by every pattern of reports."""


class Ask:
    """Answers questions from what is eligible in the asker's market, and keeps every answer."""

    def __init__(self, lib: AnswerBook, taxonomy: Taxonomy, index: SearchIndex) -> None:
        self._lib = lib
        self._taxonomy = taxonomy
        self._candidates = Candidates(lib, taxonomy, index, USE_CLASSES)
        self._spelling = Spelling(taxonomy)

    def ask(
        self,
        actor: Actor,
        question: str,
        *,
        language: str = "",
        market: str = "",
        product: str = "",
        audience: Audience = Audience.HCP,
    ) -> Answer:
        """The kept answer to a question.

        ``market`` defaults to the asker's home market; the answer's language follows the question. Outcomes:
        answered (approved modules verbatim), not_covered, handed_over (to the roles in ``handed_to``). Raises BadInput
        ``ask.empty`` and ``ask.too_long``. A module that stops being eligible meanwhile is left out.
        """
        question = question.strip()
        if not question:
            raise BadInput("ask.empty", "There is no question.", "Write what you want to know.")
        if len(question) > LONGEST_QUESTION:
            raise BadInput("ask.too_long", f"A question may have {LONGEST_QUESTION} characters.", "Shorten it.")
        scope = Scope(
            market=self._candidates.market(market or actor.market),
            audience=audience,
            use_class=UseClass.MEDICAL_REACTIVE,
        )
        for last_try in (False, True):
            draft = self._draft(question, scope, product, language)
            try:
                return self._lib.record_answer(actor, draft, USE_CLASSES)
            except NotEligible:
                if last_try:
                    raise
        raise AssertionError("unreachable: the second try returns or raises")

    def warm(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Reads beforehand what questions may be answered from; the number of modules read. For a thread of its own.

        The patterns by which reports are told, and the words by which typing errors are read, are made ready as well.
        """
        asked = read_question("How often?", self._taxonomy, "en")
        count = self._candidates.warm(stopped)
        for scope, product in self._candidates.labels():
            if stopped():
                return count
            self._spelling.words("", self._candidates.pool(asked, scope, product).readings)
        for language, told in _TOLD.items():
            if not stopped():
                reports(read_question(told, self._taxonomy, language))
        return count

    def _draft(self, text: str, scope: Scope, product: str, language: str) -> AnswerDraft:
        own = self._spelling.names(text)
        labelled = in_known_names(own.text, self._candidates.names(scope), self._taxonomy, language)
        named = Mended(labelled.text, (*own.read, *labelled.read))
        read = read_question(named.text, self._taxonomy, language)
        pool = self._candidates.pool(read, scope, product)
        mended = self._spelling.words(named.text, pool.readings if read.language == "en" else ())
        if mended.text != named.text:
            read = read_question(mended.text, self._taxonomy, language or read.language)
            pool = self._candidates.pool(read, scope, product)
        read = without_own_use(read, pool.label)
        found = triage(read, pool.product, scope.market, pool.label, self._taxonomy)
        answer = self._answer(read, found, pool)
        if found.reports:
            answer = replace(answer, notices=without_what_is_told(answer.notices))
        if typed := (*named.read, *mended.read):
            as_read = ", ".join(f"{wrong} → {right}" for wrong, right in typed)
            answer = replace(answer, notices=(f"read_as|{as_read}", *answer.notices))
        return composed(text, read, scope, found, pool, answer)

    def _answer(self, read: Question, found: Triage, pool: Pool) -> Answered:
        if found.has(AnswerFlag.OFF_LABEL):
            return self._not_for_them(read, found, pool)
        if not pool.scoped:
            return Answered(notices=("which_market",))
        if not found.certain:
            answer = self._as_a_question(read, pool)
            return Answered() if answer.safety and not found.asks else answer  # no result beside what is only told
        asked = report_needs(read, conditions_told(found, read), ADVICE)
        only_no_effect = found.asks and set(found.flags) == {AnswerFlag.LACK_OF_EFFECT}
        if only_no_effect and asks_of_something_else(read, pool.product, self._taxonomy):
            return self._as_a_question(read, pool)
        if found.asks and set(found.flags) == {AnswerFlag.MISUSE} and (read.use_ids | read.topic_ids) & _WAYS:
            return self._as_a_question(read, pool)
        if set(found.flags) <= _NO_QUESTION_IN or not (found.asks or wants_answer(found, asked)):
            return Answered()
        answerable = found.asks and set(found.flags) <= _BESIDE_A_QUESTION
        aside = answerable and asks_of_something_else(read, pool.product, self._taxonomy)
        aside = aside and not asks_for_advice(read)
        beside = self._as_a_question(read, pool) if aside else Answered()
        if beside.modules:
            return beside
        reply = self._reply(read, asked, pool, True) if wants_answer(found, asked) else Answered()
        if reply.modules and found.asks:
            return self._and_what_else(read, reply, pool, answerable)
        if reply.modules or not answerable:
            return reply
        return beside if aside else self._as_a_question(read, pool)

    def _and_what_else(self, read: Question, reply: Answered, pool: Pool, answerable: bool) -> Answered:
        """What is shown on what befell, with what else is asked answered or named; only named beside an overdose."""
        groups = ({reading.id: reading for reading in readings} for readings, _ in pool.by_language(read.language))
        held = next(group for group in groups if reply.modules[0].id in group)
        readings = tuple(held.values())
        shown = [held[module.id] for module in reply.modules if module.id in held]
        shelf = Shelf(readings, Vocabulary(readings), self._candidates.sourcing.rank)
        more: list[Reading] = []
        said: list[str] = []
        for part, own in also_asked(parts_of(read, pool.product, self._taxonomy), pool.product, self._taxonomy):
            if told_already(part, own, [*shown, *more], shelf.vocabulary):
                continue
            found: list[Reading] = []
            if answerable and not asks_a_dose(own):
                found = of_no_other_reaction(part, by_itself(in_our_words(part, shelf), shelf))
            more += [reading for reading in found if reading not in (*shown, *more)][:2]
            said += [] if found else [f"part_not_covered|{part.question.text}"]
        if not (more or said):
            return reply
        return self._beside([*shown, *more], readings, pool, (*reply.notices, *said))

    def _as_a_question(self, read: Question, pool: Pool) -> Answered:
        """The answer to what is asked, as if nothing were reported."""
        asked = needs(read, pool.product, self._taxonomy)
        return self._reply(read, asked, pool, False) if asked else Answered()

    def _reply(self, read: Question, asked: Sequence[Need], pool: Pool, report: bool) -> Answered:
        """The answer to the needs; ``report`` is whether they are those of something that happened."""
        if not pool.product:
            return Answered(notices=("which_product",))
        parts: Sequence[Part] = (Part(read, tuple(asked)),) if report else parts_of(read, pool.product, self._taxonomy)
        near: list[Reading] = []
        for readings, other_language in pool.by_language(read.language):
            fitting = readings if report else in_place(readings, read)
            other_use = of_another_use(read.folded, read.mentioned("disease"), readings)
            fitting = tuple(r for r in fitting if r.id not in other_use)
            fitting = tuple(r for r in fitting if not (contradicts(read, r) or of_another_grade(read, r)))
            fitting = tuple(r for r in fitting if not keeps_the_dose(read.masked, read.numbers, r.body, r.numbers))
            if partly_given(read.masked) or less_given(read.masked):
                fitting = tuple(r for r in fitting if speaks_of_a_part(r.body))
            fitting = by_their_name(parts, fitting)
            shelf = Shelf(fitting, Vocabulary(readings), self._candidates.sourcing.rank)
            shelf = on_tests_asked(shelf, read) if len(parts) == 1 else shelf
            parts = [in_our_words(part, shelf) for part in parts]
            answers = [answer_to(part, shelf, report) for part in parts]
            missing: list[str] = []
            if not report:
                answers, unasked = loosened(parts, answers, shelf, pool.product, self._taxonomy)
                answers, missing = each_item(parts, answers, shelf, pool.product, self._taxonomy)
                missing = [*unasked, *(f"part_not_covered|{words}" for words in missing)]
            shown = [reading for answer, _ in answers for reading in answer]
            if any(answer for answer, _ in answers):
                said = [*_other(other_language), *by_class(parts, answers, read, self._taxonomy)]
                unheld = [
                    part
                    for part, (answer, _) in zip(parts, answers, strict=True)
                    if not answer
                    and not held_by(
                        part.question, part.asked, needs(part.question, pool.product, self._taxonomy), shown, shelf
                    )
                ]
                said += [f"part_not_covered|{part.question.text}" for part in unheld]
                said += missing
                groups = frozenset(group_of(need) for part in parts for need in part.asked)
                said += ["each_alone"] if each_alone(groups, shown) else []
                said += ["more_approved"] if any(more for _, more in answers) else []
                whole = contraindicated(parts, together([answer for answer, _ in answers]), shelf)
                whole = with_what_they_lean_on(whole, shelf.readings)
                near = [] if report else [*nearest_to(unheld, shelf, whole), *same_place(whole, shelf.readings)]
                answer = self._beside(whole, readings, pool, tuple(said))
                return replace(answer, nearby=self._alone(near, pool, answer.modules))
            if cautions := [] if report else warned(parts, shelf):
                said = by_class(parts, [(cautions, False)] * len(parts), read, self._taxonomy)
                cautions = with_what_they_lean_on(cautions, shelf.readings)
                said += [f"part_not_covered|{part.question.text}" for part in left_open(parts, cautions)]
                answer = self._beside(cautions, readings, pool, (*_other(other_language), *said))
                near = nearest_to(parts, shelf, cautions)
                return replace(answer, nearby=self._alone(near, pool, answer.modules))
            if readings and not near and not report:
                near = nearest_to(parts, shelf, ())
        return Answered(nearby=self._alone(near, pool, ()))

    def _not_for_them(self, read: Question, found: Triage, pool: Pool) -> Answered:
        """What the label says of children or its own patients' opposite, beside a hand-over of their treatment."""
        opposite = opposites_asked(found.words)
        if not pool.scoped or not (opposite or asks_of_children(found.words)):
            return Answered()
        rank = self._candidates.sourcing.rank
        for readings, other_language in pool.by_language(read.language):
            said = on_opposites(readings, opposite, rank) if opposite else on_children(readings, rank)
            if said:
                return self._beside(said, readings, pool, _other(other_language))
        return Answered()

    def _alone(self, near: Sequence[Reading], pool: Pool, shown: Sequence[Module]) -> tuple[Module, ...]:
        """What is nearest as modules, each once, without those that are shown or must not stand without companions."""
        by_lineage = {reading.module.lineage: reading.module for reading in pool.readings}
        alone = [r.module for r in near if not any(companions_of([r.module], by_lineage))]
        return tuple({module.id: module for module in alone if module not in shown}.values())

    def _beside(
        self, answer: list[Reading], readings: tuple[Reading, ...], pool: Pool, said: tuple[str, ...]
    ) -> Answered:
        """The answer with its companions and safety; modules whose companions can't travel are left out."""
        by_lineage = {reading.module.lineage: reading.module for reading in pool.readings}
        kept = [r.module for r in answer if not companions_of([r.module], by_lineage)[1]]
        companions, _ = companions_of(kept, by_lineage)
        safety: list[Module] = []
        results = {r.module.id for r in answer if is_result(r)}
        if any(module.id in results for module in kept):
            safety = safety_block(
                (r.module for r in readings),
                pool.product,
                kept[0].content.language,
                rank=self._candidates.sourcing.rank,
            )
            if not safety:
                kept = [module for module in kept if module.id not in results]
                companions, _ = companions_of(kept, by_lineage)
        if not kept:
            return Answered()
        shown = {module.id for module in kept}
        beside = [m for m in (*companions, *safety) if m.id not in shown]
        unique = tuple({module.id: module for module in beside}.values())
        return Answered(tuple(kept), unique, said)


def _other(other_language: bool) -> tuple[str, ...]:
    return ("other_language",) if other_language else ()

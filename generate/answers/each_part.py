"""What answers each of the things a question asks: as it is asked, less strictly, item by item. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generate.answers.afterwards import taken_together
from generate.answers.beside import each_told, not_studied, on_what_was_told, without_frame, without_one, without_told
from generate.answers.chapter import chapter_asked, from_chapter
from generate.answers.choices.choose import best, speaks_for_itself
from generate.answers.choices.shelf import Shelf
from generate.answers.items import fitting, items_of, only_plain, speaks_of
from generate.answers.later import holds_own_words, names_a_reaction, of_no_other_reaction
from generate.answers.lists import listed_in
from generate.answers.nearby import nearest
from generate.answers.of_use import advising
from generate.answers.own_uses import told_of_patient
from generate.answers.steps import of_a_step, steps_asked
from generate.answers.together import contraindicated
from generate.answers.told_apart import known_here
from generate.question import Question
from generate.questions.everyday import without_turns
from generate.questions.monitored import on_tests
from generate.questions.need import Need
from generate.questions.partners import partners
from generate.questions.parts import Part
from generate.reading import Reading
from library.models import (
    ModuleKind,
)
from library.taxonomy import Taxonomy


def answer_to(part: Part, shelf: Shelf, report: bool) -> tuple[list[Reading], bool]:
    """The answer to one thing asked, and whether the approved content says more on it."""
    shelf = on_tests_asked(shelf, part.question)
    shelf = replace(shelf, readings=taken_together(part, shelf.readings))
    chapter = None if report else chapter_asked(part.question, part.asked)
    if chapter is not None:
        whole, more = from_chapter(chapter, shelf, part.question.mentioned("disease"))
        if whole:
            return whole, more
    if part.own and speaks_for_itself(part.own, shelf, part.asked):
        both = [] if names_a_reaction(part) else best(part.question, part.asked, shelf, report)
        if both and holds_own_words(part, both[0]):
            return both, False
        alone = of_no_other_reaction(part, best(part.question, part.own, shelf, report))
        if alone:
            return alone, False
    return best(part.question, part.asked, shelf, report), False


def warned(parts: Sequence[Part], shelf: Shelf) -> list[Reading]:
    """What the label says of a medicine told of ("takes carbamazepine"), where nothing answers what is asked."""
    found: list[Reading] = []
    for part in parts:
        for need in part.asked:
            if need.kind == "named" and need.id.startswith("product:"):
                together = [other for other in part.asked if _is_partner(other, need, part.question)]
                new = best(part.question, (need, *together), shelf, False)[:2]
                found += contraindicated([Part(part.question, (need,))], new, shelf)
    kinds = (ModuleKind.CONTRAINDICATION, ModuleKind.INTERACTION, ModuleKind.WARNING)
    return [r for r in dict.fromkeys(found) if r.module.content.kind in kinds][:3]


def _is_partner(other: Need, need: Need, question: Question) -> bool:
    """Whether two medicines are named as one combination, which only what names both speaks of."""
    one, two = (n.id.removeprefix("product:").split("|")[0] for n in (need, other))
    return one != two and other.kind == "named" and any({one, two} <= group for group in partners(question))


def loosened(
    parts: Sequence[Part],
    answers: Sequence[tuple[list[Reading], bool]],
    whole_shelf: Shelf,
    product: str,
    taxonomy: Taxonomy,
) -> tuple[list[tuple[list[Reading], bool]], list[str]]:
    """The answers with those to parts that only what was told kept from one, and what is to be said of it."""
    whole, said = [], []
    for part, (answer, more) in zip(parts, answers, strict=True):
        shelf = _of_use(whole_shelf, part.question)
        if answer or items_of(part, product, taxonomy):
            whole.append((answer, more))
            continue
        for framed in () if answer else without_frame(part):
            answer = answer or answer_to(framed, shelf, False)[0]
        if not answer:
            answer, words = _each_listed(part, shelf, product, taxonomy)
            said += [f"part_not_covered|{word}" for word in words]
        for lighter, left_out in () if answer else without_told(part, shelf):
            found = answer_to(lighter, shelf, False)[0]
            if found and (around := on_what_was_told(part, left_out, found, shelf)) is not None:
                answer = [*around[0], *found]
                said += [f"part_not_covered|{words}" for words in around[1]]
                break
        answer = answer or not_studied(part, shelf)
        if not answer:
            answer, words = each_told(part, shelf, part.question.named_as)
            said += [f"part_not_covered|{word}" for word in words]
        for lighter, notice in () if answer else without_one(part, shelf):
            if answer := answer_to(lighter, shelf, False)[0]:
                said += [notice] if notice else []
                break
        whole.append((answer, more))
    return whole, list(dict.fromkeys(said))


def _each_listed(part: Part, shelf: Shelf, product: str, taxonomy: Taxonomy) -> tuple[list[Reading], list[str]]:
    """The answers to things listed that nothing answers as a whole, and the words of those without one.

    Empty where less than half of them have an answer.
    """
    items = listed_in(part, product, taxonomy)
    found: list[Reading] = []
    missing: list[str] = []
    for item in items:
        alone = by_itself(item, shelf)
        for lighter, notice in () if alone else without_one(item, shelf):
            alone = alone or ([] if notice else answer_to(lighter, shelf, False)[0])
        found += [reading for reading in alone if reading not in found][:2]
        missing += [] if alone else [item.question.text]
    return (found, missing) if 2 * len(missing) <= len(items) else ([], [])


def by_itself(item: Part, shelf: Shelf) -> list[Reading]:
    """The answer to one of several things asked, at need without what was told beside it."""
    alone = answer_to(item, shelf, False)[0]
    for lighter, _ in () if alone else without_told(item, shelf):
        alone = alone or answer_to(lighter, shelf, False)[0]
    return alone


def each_item(
    parts: Sequence[Part], answers: Sequence[tuple[list[Reading], bool]], shelf: Shelf, product: str, taxonomy: Taxonomy
) -> tuple[list[tuple[list[Reading], bool]], list[str]]:
    """The answers with those to joined items that they don't speak of, and the words of items without any."""
    whole, missing = [], []
    for part, (answer, more) in zip(parts, answers, strict=True):
        found, unanswered = list(answer), []
        items = items_of(part, product, taxonomy)
        for item in items:
            if speaks_of(item, found, shelf):
                continue
            vague = only_plain(item) or (part.names and not item.names)
            vague = vague or not (found or any(need.kind in ("topic", "event") for need in item.asked))
            alone = fitting(item, [] if vague else by_itself(item, shelf), found, shelf)
            found += [reading for reading in alone if reading not in found][:2]
            unanswered += [] if alone else [item.question.text]
        missing += unanswered if found else []
        whole.append((found, more))
    return whole, missing


def in_our_words(part: Part, shelf: Shelf) -> Part:
    """A part in what the approved content tells apart, everyday words that stand nowhere in it set aside."""
    read = part.question
    asked, own = (
        without_turns(
            told_of_patient(read.masked, known_here(of, shelf.readings), shelf.readings),
            shelf.vocabulary,
            read.language,
        )
        for of in (of_a_step(part.asked, read), of_a_step(part.own, read))
    )
    return replace(part, asked=asked, own=own)


def nearest_to(parts: Sequence[Part], shelf: Shelf, taken: Sequence[Reading]) -> list[Reading]:
    """What is nearest to each of the parts."""
    near: list[Reading] = []
    for part in parts:
        near += nearest(part.question, part.asked, shelf, [*taken, *near])
    return near


def on_tests_asked(shelf: Shelf, read: Question) -> Shelf:
    """What says how a test is monitored, or how the medicine is used, where that is asked; else all that may answer."""
    return replace(shelf, readings=on_tests(_of_use(shelf, read).readings, read))


def _of_use(shelf: Shelf, read: Question) -> Shelf:
    return replace(shelf, readings=steps_asked(advising(shelf.readings, read), read))

"""Lines behind pictograms, and chapters behind an empty heading of references."""

from __future__ import annotations

from library.models import Passage, PassageKind
from modularize.headings.behind_references import beyond_references
from modularize.headings.callouts import with_callouts_apart
from modularize.segment import segment
from tests.modularize.making import Page


def _placed(page: Page, path: tuple[str, ...], kind: PassageKind, text: str) -> None:
    page.path = path
    page.passages.append(page.add(kind, text).model_copy(update={"heading_path": path}))
    del page.passages[-2]


def _page(*rows: tuple[tuple[str, ...], PassageKind, str]) -> list[Passage]:
    page = Page("zh", None)
    for path, kind, text in rows:
        _placed(page, path, kind, text)
    return page.passages


LIST = "📋 仅需定期复查的情况："


def test_a_sentence_with_its_own_pictogram_ends_what_a_heading_lists():
    found = with_callouts_apart(
        _page(
            (("问",), PassageKind.HEADING, LIST),
            (("问", LIST), PassageKind.LIST_ITEM, "结节<1cm，无症状"),
            (("问", LIST), PassageKind.PARAGRAPH, "💡 即使确诊为甲状腺癌，预后也非常好。"),
            (("问", LIST), PassageKind.PARAGRAPH, "每年复查一次超声。"),
        )
    )
    assert [passage.heading_path for passage in found[2:]] == [("问",), ("问", LIST)]


def test_a_statement_set_as_a_heading_over_nothing_is_a_line_of_text():
    said, name = "🫀 房颤（心房颤动）是最常见的心律失常", "📋 什么是房颤？"
    found = with_callouts_apart(
        _page(
            (("问",), PassageKind.HEADING, said),
            (("问",), PassageKind.HEADING, name),
            (("问", name), PassageKind.LIST_ITEM, "心跳完全不规则"),
        )
    )
    assert [passage.kind for passage in found[:2]] == [PassageKind.PARAGRAPH, PassageKind.HEADING]


REFERENCES = "治疗参考文献"
SAID = "因急性心力衰竭住院的患者预后较差，除非病因可被纠正，其总体5年生存率估计为34%，10年生存率为17%。"


def _behind(said: str) -> list[Passage]:
    path = ("心力衰竭", "心力衰竭的治疗")
    return _page(
        (path, PassageKind.HEADING, REFERENCES),
        ((*path, REFERENCES), PassageKind.PARAGRAPH, "心力衰竭的预后"),
        ((*path, REFERENCES), PassageKind.PARAGRAPH, said),
    )


def test_a_chapter_behind_an_empty_heading_of_references_is_read():
    found = beyond_references(_behind(SAID))
    assert found[2].heading_path == ("心力衰竭", "心力衰竭的预后")
    assert segment(_behind(SAID)).segments


def test_an_entry_of_a_list_of_references_heads_no_chapter():
    entry = "王某某, 李某某. 急性心力衰竭住院患者的预后是可以改善的：一项多中心回顾性研究的结果分析与讨论. 中华心血管病杂志, 2020, 48: 12."
    assert beyond_references(_behind(entry)) == _behind(entry)

"""A statement that names its paper is a statement; a text that is only the paper is none."""

from __future__ import annotations

import pytest

from library.models import PassageKind
from modularize.left_out.exclude import excluded
from modularize.sentences.citations import is_citation
from tests.modularize.making import Page


@pytest.mark.parametrize(
    "text",
    [
        "米国がん協会は45歳からの大腸がん検診を推奨している（Ovalia J Clin. 2018;68(4):250-281）。",
        "胸部X線検査は肺がんによる死亡を減らさない。Ovalia J Med 2011;306:1865-73",
        "TUGが13.5秒以上の場合、転倒のリスクが高い（Phys Oval. 2000;80:896-903）",
        "大腸がん検診：40歳以上に便潜血検査を推奨（Ann Oval 2016;315(23):2564）",
        "Oval J Med 2019;381:2274 では、単回接種でも抗体価が上昇した。",
        "肺炎球菌ワクチンについてはACIPの勧告（PMID: 12345678）に従うこととする。",
        "某药可降低心血管事件的风险（Ovalia J 2015;373:2117-28）。",
        "Chest X-rays do not reduce deaths from lung cancer in smokers (Oval Med J 2011;306:1865-73).",
    ],
)
def test_a_statement_is_kept_with_the_paper_it_names(text: str) -> None:
    assert not is_citation(text, 400)
    page = Page("ja", None)
    page.heading("がん検診")
    assert not excluded(page.add(PassageKind.LIST_ITEM, text, group="list-1"))


@pytest.mark.parametrize(
    "text",
    [
        "Smith J, Doe A. Screening is of use in adults. Oval Med J 2015;373:2117-28.",
        "12. Smith AB, et al. A trial that was stopped. Oval Med J. 2015;373(2):2117. PMID 1234567.",
        "山田太郎, 他: 高血圧患者における有用性の検討. 卵学会雑誌 2010;99:123-129.",
        "山田太郎: 糖尿病の治療を考える. 卵学会雑誌 2010;99:123-129",
        "王某，李某. 某病的现状及展望[J]. 某某大学学报，2015，40（7）：1042-1045．",
        "根拠：Ovalia J Clin. 2018;68(4):250-281",
        "(Oval Med J 2015;373:2117-28)",
        "Ovalia J Clin. 2018;68(4):250-281. doi: 10.0000/oval.1",
    ],
)
def test_an_entry_of_a_list_of_references_is_left_out(text: str) -> None:
    assert is_citation(text, 400)


@pytest.mark.parametrize(
    "text",
    [
        "Meyer A et al. Ann. Test Dis 2012",
        "Meyer, A. et al. Nat. Rev. Test 2012; Schulz BC. Best Pract Test 2007",
        "Meyer A et al. Testology 2010; Schulz, C. et al. Nat. Rev. Test 2012",
    ],
)
def test_first_authors_journals_and_years_alone_are_a_citation(text: str) -> None:
    assert is_citation(text, 400)


@pytest.mark.parametrize(
    "text",
    ["Meyer A et al. showed in 2012 that Ovalex is safe.", "Ovalex senkte den Druck um 12 % (Meyer A et al. 2012)."],
)
def test_a_statement_with_its_source_is_no_citation(text: str) -> None:
    assert not is_citation(text, 400)

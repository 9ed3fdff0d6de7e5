"""How many papers a search found is how a review was made; what the papers found is content."""

from __future__ import annotations

from modularize.left_out.making import of_making


def test_what_a_search_of_databases_found_is_no_statement():
    assert of_making("最初从数据库中获取 535篇文章，其中198篇因为重复被排除在外。", [], guidance=False)


def test_what_the_papers_found_is_one():
    assert not of_making("从数据库的5篇研究看，该药可降低死亡率。", [], guidance=False)

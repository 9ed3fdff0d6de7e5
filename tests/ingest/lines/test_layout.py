from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.lines.layout import reading_order, rows
from library.models import Box

edge = st.floats(0, 500, allow_nan=False)
boxes = st.lists(
    st.tuples(edge, edge, st.floats(1, 300), st.floats(1, 40)).map(lambda t: (t[0], t[1], t[0] + t[2], t[1] + t[3])),
    max_size=40,
)


@given(boxes)
def test_reading_order_keeps_every_box_exactly_once(found: list[Box]) -> None:
    order = [i for segment in reading_order(found) for i in segment]
    assert sorted(order) == list(range(len(found)))


@given(boxes)
def test_rows_go_down_the_page_and_from_left_to_right(found: list[Box]) -> None:
    order = rows(range(len(found)), found)
    assert sorted(i for row in order for i in row) == list(range(len(found)))
    for row in order:
        assert [found[i][0] for i in row] == sorted(found[i][0] for i in row)


def lines(x: float, width: float, count: int, top: float = 0, step: float = 12) -> list[Box]:
    return [(x, top + step * n, x + width, top + step * n + 10) for n in range(count)]


def test_three_columns_are_three_segments() -> None:
    found = lines(0, 150, 10) + lines(170, 150, 10) + lines(340, 150, 10)
    assert reading_order(found) == [list(range(10)), list(range(10, 20)), list(range(20, 30))]


def test_labels_beside_their_values_are_read_across() -> None:
    labels = lines(0, 60, 8, step=24)
    values = lines(150, 300, 8, step=24)
    (segment,) = reading_order(labels + values)
    assert segment[:4] == [0, 8, 1, 9]


def test_a_wide_box_between_columns_parts_what_is_above_from_what_is_below() -> None:
    above = lines(0, 150, 6) + lines(170, 150, 6)
    below = lines(0, 150, 6, top=120) + lines(170, 150, 6, top=120)
    order = [i for segment in reading_order([*above, (0, 90, 320, 100), *below]) for i in segment]
    assert order.index(12) == 12


def test_a_line_drawn_between_columns_parts_them_whatever_stands_beside_it() -> None:
    left = lines(0, 200, 8)
    right: list[Box] = [(230, 0, 330, 10), (230, 14, 430, 96)]
    order = [i for segment in reading_order(left + right, dividers=[215.0]) for i in segment]
    assert order == list(range(10))


def test_columns_between_several_drawn_lines_are_read_one_after_the_other() -> None:
    """Copies of a leaflet to tear off: their lines are level with each other."""
    copies = [lines(300 * n, 280, 8) for n in range(4)]
    found = [box for copy in copies for box in copy]
    order = [i for segment in reading_order(found, dividers=[290.0, 590.0, 890.0]) for i in segment]
    assert order == list(range(32))


@given(boxes, st.lists(edge, max_size=4).map(sorted))
def test_drawn_lines_lose_no_box(found: list[Box], dividers: list[float]) -> None:
    order = [i for segment in reading_order(found, dividers=dividers) for i in segment]
    assert sorted(order) == list(range(len(found)))


def lines_at(x: float, tops: list[float], width: float = 90) -> list[Box]:
    return [(x, top, x + width, top + 10) for top in tops]


def test_a_table_that_fills_a_column_makes_it_one() -> None:
    left = lines_at(50, [50 + 12 * n for n in range(30)], 220)
    table: Box = (310, 50, 540, 410)
    assert reading_order([*left, table]) == [list(range(30)), [30]]


def test_addresses_in_blocks_at_the_same_heights_are_read_block_by_block_down_each_side() -> None:
    tops = [100 + 60 * block + 12 * line for block in range(4) for line in range(3)]
    left, right = lines_at(50, tops), lines_at(300, tops)
    assert reading_order([*left, *right]) == [list(range(12)), list(range(12, 24))]


def test_labels_and_values_without_blocks_are_read_across() -> None:
    tops = [100 + 14.0 * n for n in range(12)]
    order = reading_order([*lines_at(50, tops, 60), *lines_at(300, tops, 30)])
    assert order == [[i for n in range(12) for i in (n, n + 12)]]


def test_the_head_of_an_insert_is_read_before_its_columns() -> None:
    head = [*lines_at(50, [20, 32]), *lines_at(400, [20, 32])]
    left, right = (lines_at(x, [120 + 12 * n for n in range(12)], 220) for x in (50, 300))
    order = reading_order([*left, *right, *head], masthead=80)
    assert [i for segment in order for i in segment][:4] == [24, 25, 26, 27]
    assert order[-2:] == [list(range(12)), list(range(12, 24))]

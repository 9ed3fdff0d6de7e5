"""Personal words can be forgotten for good, and only they."""

from __future__ import annotations

from sqlalchemy import text

from library.store import Library


def kept(lib: Library, words: str) -> str:
    with lib.transaction() as tx:
        return lib.put_personal(tx, words)


def test_words_come_back_until_their_key_is_destroyed(library: Library) -> None:
    id, other = kept(library, "王医生, Äußerung"), kept(library, "")
    assert (library.get_personal(id), library.get_personal(other)) == ("王医生, Äußerung", "")
    with library.transaction() as tx:
        assert library.destroy_personal(tx, id)
        assert not library.destroy_personal(tx, id)
    assert library.get_personal(id) is None
    assert library.get_personal(other) == ""
    with library.reading() as tx:
        assert tx.execute(text("SELECT count(*) FROM personal")).scalar() == 2, "the row stays, unreadable"


def test_no_column_holds_the_words_and_the_same_words_look_different(library: Library) -> None:
    one, two = kept(library, "Dr. Lindqvist"), kept(library, "Dr. Lindqvist")
    with library.reading() as tx:
        rows = {row.id: row for row in tx.execute(text("SELECT * FROM personal"))}
    assert rows[one].mac != rows[two].mac
    assert all(b"Lindqvist" not in bytes(row.ciphertext) for row in rows.values())


def test_a_key_moved_to_another_row_opens_nothing(library: Library) -> None:
    one, two = kept(library, "one"), kept(library, "two")
    with library.transaction() as tx:
        moved = "UPDATE personal_keys SET nonce = (SELECT nonce FROM personal_keys WHERE id = :a), "
        moved += "wrapped = (SELECT wrapped FROM personal_keys WHERE id = :a) WHERE id = :b"
        tx.execute(text(moved), {"a": one, "b": two})
    assert library.get_personal(two) is None
    assert library.get_personal(one) == "one"


def test_without_the_homes_key_a_copy_of_the_database_says_nothing(library: Library) -> None:
    id = kept(library, "one")
    (library.home / "keys" / "personal.key").write_bytes(b"\0" * 32)
    assert library.get_personal(id) is None

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import BadInput, NotFound
from prompts import load
from prompts.files import FOLDER, checksums, prompt_files, read_prompt

GOOD = """---
purpose: p
inputs:
  a: first
  b: second
output:
  type: object
---
Say only what is there.
<!-- material -->
{{a}} and {{b}}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_prompt_file_of_ours_is_released_and_unchanged() -> None:
    released = checksums()
    files = prompt_files()
    assert files
    for path, name, version in files:
        assert read_prompt(path, {}).hash == released[f"{name}.v{version}"], (
            f"{path.name} changed; write v{version + 1}"
        )
    assert set(released) == {f"{name}.v{version}" for _, name, version in files}


def test_no_markdown_file_of_ours_is_left_out_by_a_wrong_name() -> None:
    assert {path for path, _, _ in prompt_files()} == set(FOLDER.glob("*.md"))


def test_the_newest_version_is_loaded_unless_one_is_named(tmp_path: Path) -> None:
    write(tmp_path, "say.v1.md", GOOD)
    write(tmp_path, "say.v10.md", GOOD)
    write(tmp_path, "say.v2.md", GOOD)
    assert load("say", folder=tmp_path).version == 10
    assert load("say", 2, folder=tmp_path).label == "say.v2"
    with pytest.raises(NotFound):
        load("say", 3, folder=tmp_path)
    with pytest.raises(NotFound):
        load("../say", folder=tmp_path)


def test_a_released_version_that_was_changed_is_not_loaded(tmp_path: Path) -> None:
    path = write(tmp_path, "say.v1.md", GOOD)
    write(tmp_path, "released.json", f'{{"say.v1": "{read_prompt(path, {}).hash}"}}')
    load("say", folder=tmp_path)
    write(tmp_path, "say.v1.md", GOOD.replace("only", "mostly"))
    with pytest.raises(BadInput) as caught:
        load("say", folder=tmp_path)
    assert caught.value.code == "prompts.changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("purpose: p", "purpose: p\nauthor: x"),
        ("purpose: p\n", ""),
        ("{{a}}", "{{c}}"),
        (" and {{b}}", ""),
        ("Say only", "Say {{a}} only"),
        ("<!-- material -->\n", ""),
        ("Say only what is there.", ""),
        ("inputs:", "inputs: ["),
        ("---\npurpose", "purpose"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    write(tmp_path, "say.v1.md", GOOD.replace(old, new))
    with pytest.raises(BadInput) as caught:
        load("say", folder=tmp_path)
    assert caught.value.code == "prompts.malformed"


def test_rendering_fails_on_a_missing_and_on_an_unknown_variable(tmp_path: Path) -> None:
    prompt = read_prompt(write(tmp_path, "say.v1.md", GOOD), {})
    with pytest.raises(BadInput, match="needs b"):
        prompt.render(a="x")
    with pytest.raises(BadInput, match="no variable c"):
        prompt.render(a="x", b="y", c="z")


@given(first=st.text(), second=st.text())
def test_a_value_is_put_in_as_it_is_and_never_read_as_a_template(first: str, second: str) -> None:
    prompt = load("talk_track", 1)
    shown = prompt.render(language="en", goal="{{modules}}" + first, sections="{{goal}}", modules=second)
    assert "{{modules}}" + first in shown
    assert shown.endswith(second)
    assert prompt.system == load("talk_track", 1).system

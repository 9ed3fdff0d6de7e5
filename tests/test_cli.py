"""The command line as a user meets it: JSON shapes, exit statuses, tokens, and the whole job from file to answer."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from terminal import keep_login, kept_logins
from tests.gate.server import APP, OWNER, Server

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "examples" / "documents"
PASSWORD = "correct horse battery"


class Home:
    """A fresh home and the people who act in it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CLEARCOPY_HOME", str(folder))
        monkeypatch.setenv("CLEARCOPY_EMBEDDER", "hash")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        monkeypatch.delenv("CLEARCOPY_TOKEN", raising=False)
        self.folder = folder
        self._monkeypatch = monkeypatch
        self.tokens: dict[str, str] = {}

    def run(self, *words: str, status: int = 0, stdin: str = "") -> Any:
        """The JSON a command prints; fails unless it ends with the status."""
        result = CliRunner().invoke(cli.app, [*words, "--json"], input=stdin)
        assert result.exit_code == status, f"{words}: {result.exit_code}\n{result.output}\n{result.exception!r}"
        return json.loads(result.stdout) if result.stdout.strip() else None

    def add(self, name: str, *roles: str, market: str = "") -> None:
        options = [word for role in roles for word in ("--role", role)]
        self.run("users", "add", name, *options, "--market", market, "--password-stdin", stdin=PASSWORD + "\n")
        given = self.run("users", "token", name, "--password-stdin", stdin=PASSWORD + "\n")
        self.tokens[name] = given["token"]

    def be(self, name: str) -> None:
        self._monkeypatch.setenv("CLEARCOPY_TOKEN", self.tokens[name])


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str], str]]:
    """Made once and copied for each test: people, and the US label taken in, split and signed by regulatory."""
    with pytest.MonkeyPatch.context() as patch:
        made = Home(tmp_path_factory.mktemp("prepared") / "home", patch)
        made.add("ada", "admin")
        made.be("ada")
        made.add("mia", "marketer")
        made.add("rex", "regulatory")
        made.add("med", "medical_reviewer")
        made.add("doc", "doctor", market="US")
        made.run("policy", "import", "--password-stdin", stdin=PASSWORD + "\n")
        made.be("mia")
        pdf = str(DOCUMENTS / "A-pi-us-v2.pdf")
        source: str = made.run("ingest", pdf, "--product", "OVRANTEQ", "--market", "US", "--class", "label")[0][
            "source"
        ]
        made.run("modularize", source)
        made.be("rex")
        made.run("review", "approve", source, "--reason", "checked", "--password-stdin", stdin=PASSWORD + "\n")
        yield made.folder, made.tokens, source


@pytest.fixture
def home(prepared: tuple[Path, dict[str, str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    folder, tokens, _ = prepared
    shutil.copytree(folder, tmp_path / "home")
    copied = Home(tmp_path / "home", monkeypatch)
    copied.tokens = dict(tokens)
    copied.be("ada")
    return copied


@pytest.fixture
def label(prepared: tuple[Path, dict[str, str], str]) -> str:
    """Id of the signed US label."""
    return prepared[2]


def test_the_first_user_on_an_empty_home_is_its_admin_and_the_next_needs_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path, monkeypatch)
    first = home.run("users", "add", "ada", "--role", "marketer", "--password-stdin", stdin=PASSWORD + "\n")
    assert set(first["roles"]) == {"admin", "marketer"}
    home.run("users", "add", "bob", "--role", "admin", "--password-stdin", stdin=PASSWORD + "\n", status=3)


def test_logins_of_several_homes_at_one_moment_are_all_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    homes = [tmp_path / f"home-{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        (file,) = set(pool.map(lambda home: keep_login(home, f"token of {home.name}"), homes))
    assert kept_logins() == {str(home.resolve()): f"token of {home.name}" for home in homes}
    assert file.stat().st_mode & 0o077 == 0


def test_nobody_signed_in_may_do_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path, monkeypatch)
    said = home.run("ingest", str(DOCUMENTS / "faq.xlsx"), status=3)
    assert said["error"]["code"] == "people.no_token"


def test_ingest_gives_one_line_per_file_whatever_happens_to_it(home: Home, tmp_path: Path) -> None:
    home.be("mia")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "good.xlsx").write_bytes((DOCUMENTS / "faq.xlsx").read_bytes())
    (folder / "thing.bin").write_bytes(bytes(range(256)) * 8)
    rows = home.run("ingest", str(folder), str(tmp_path / "not-there.pdf"), status=1)
    assert {Path(r["path"]).name: r["outcome"] for r in rows} == {
        "broken.pdf": "refused",
        "good.xlsx": "stored",
        "thing.bin": "refused",
        "not-there.pdf": "refused",
    }
    keys = {"path", "outcome", "code", "message", "source", "pages", "passages", "warnings"}
    assert all(keys <= set(row) for row in rows)
    assert all(row["code"] and row["message"] for row in rows if row["outcome"] == "refused")


def test_the_same_bytes_are_one_source_and_a_second_run_adds_no_record(home: Home) -> None:
    home.be("mia")
    first = home.run("ingest", str(DOCUMENTS / "faq.xlsx"))
    modules = home.run("modularize", "--all")
    again = home.run("ingest", str(DOCUMENTS / "faq.xlsx"))
    once_more = home.run("modularize", "--all")
    assert first[0]["source"] == again[0]["source"]
    assert not again[0]["new"]
    assert len(next(m for m in modules if m["source"] == first[0]["source"])["new"]) > 10
    assert all(m["new"] == [] for m in once_more)


def test_every_module_resolves_to_its_passage_and_its_picture(home: Home, label: str, tmp_path: Path) -> None:
    home.be("mia")
    passages = {p["id"]: p for p in home.run("passages", label)}
    modules = home.run("modules", "--product", "OVRANTEQ")
    assert len(modules) > 50
    for module in modules:
        assert module["anchors"]
        for anchor in module["anchors"]:
            assert passages[anchor["passage"]]["text"][anchor["start"] : anchor["end"]] == anchor["quote"]
    picture = tmp_path / "page.png"
    shown = home.run("show", modules[0]["id"][:12], "--png", str(picture))
    assert shown["id"] == modules[0]["id"]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_signed_label_answers_a_doctor_and_withdrawing_it_silences_it_at_once(home: Home, label: str) -> None:
    home.be("doc")
    answer = home.run("ask", "Ovranteq dose, CrCl 45?")
    assert answer["outcome"] == "answered"
    assert answer["statements"]
    assert all(s["anchors"] for s in answer["statements"])
    home.be("rex")
    home.run("review", "withdraw", label, "--reason", "wrong file", "--password-stdin", stdin=PASSWORD + "\n")
    home.be("doc")
    assert home.run("ask", "Ovranteq dose, CrCl 45?")["outcome"] != "answered"
    home.be("med")
    assert home.run("show", answer["id"], status=3)["error"]["code"]
    touched = home.run("impact", label, status=1)
    assert answer["id"] in {item["id"] for item in touched["items"]}


def test_an_edit_is_a_new_draft_and_its_author_cannot_approve_it(home: Home, label: str) -> None:
    home.be("med")
    module = home.run("modules", "--kind", "dosing", "--limit", "1")[0]
    child = home.run("edit", module["id"], "--text", module["text"] + " ")
    assert child["status"] == "draft"
    assert child["id"] != module["id"]
    assert child["lineage"] == module["lineage"]
    home.run("review", "submit", child["id"])
    words = ("review", "approve", child["id"], "--role", "medical_reviewer", "--reason", "mine")
    home.run(*words, "--password-stdin", stdin=PASSWORD + "\n", status=3)


def test_an_asset_that_is_not_approved_does_not_leave(home: Home, label: str, tmp_path: Path) -> None:
    home.be("mia")
    preview = tmp_path / "preview.html"
    words = ("generate", "faq", "--product", "OVRANTEQ", "--market", "US", "--language", "en", "--out", str(preview))
    result = CliRunner().invoke(cli.app, [*words, "--json"])
    assert result.exit_code in (0, 1), result.output
    asset = json.loads(result.stdout)
    assert asset["status"] == "draft"
    assert "preview" in preview.read_text(encoding="utf-8").lower()
    out = tmp_path / "faq.docx"
    home.run("export", asset["id"], "--out", str(out), status=3)
    assert not out.exists()


def test_acting_for_somebody_is_for_admins_and_never_signs(home: Home, label: str) -> None:
    home.be("mia")
    home.run("modules", "--as", "rex", status=3)
    home.be("ada")
    assert home.run("modules", "--as", "mia", "--limit", "1")
    words = ("review", "withdraw", label, "--reason", "x", "--as", "rex", "--password-stdin")
    home.run(*words, stdin=PASSWORD + "\n", status=3)


def test_the_trail_verifies_online_and_offline_and_a_changed_line_is_found(home: Home, tmp_path: Path) -> None:
    assert home.run("audit", "verify")["ok"]
    out = tmp_path / "trail.jsonl"
    home.run("audit", "export", "--out", str(out))
    assert home.run("audit", "verify", str(out))["ok"]
    out.write_bytes(
        out.read_bytes().replace(b'"mia"', b'"eva"').replace(b"users", b"usurs", 1).replace(b"user", b"uses", 1)
    )
    assert not home.run("audit", "verify", str(out), status=1)["ok"]


def test_doctor_finds_a_clean_home_clean(home: Home, label: str) -> None:
    home.be("ada")
    home.run("doctor", "--fix")
    assert home.run("doctor") == {"ok": True, "findings": []}


@pytest.mark.postgres
def test_the_same_job_runs_on_postgresql_under_a_role_that_owns_nothing(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgres.new_database()
    home = Home(tmp_path / "home", monkeypatch)
    monkeypatch.setenv("CLEARCOPY_OWNER_URL", postgres.url(database, OWNER))
    home.run("install-database", "--role", APP, "--password-stdin", stdin="\n")
    monkeypatch.setenv("CLEARCOPY_DATABASE_URL", postgres.url(database, APP))
    home.add("ada", "marketer")
    home.be("ada")
    stored = home.run("ingest", str(DOCUMENTS / "faq.xlsx"))[0]
    home.run("modularize", stored["source"])
    assert len(home.run("modules")) > 10
    assert home.run("audit", "verify")["ok"]
    assert not list((tmp_path / "home").glob("*.db"))


def test_unknown_ids_and_choices_are_bad_use_with_a_next_step(home: Home) -> None:
    assert home.run("show", "0123456789ab", status=2)["error"]["next_step"] is not None
    assert "draft" in home.run("modules", "--status", "nonsense", status=2)["error"]["next_step"]


def test_secrets_are_never_shown(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("CLEARCOPY_PUBLIC_URL", "https://ada:hidden-word@example.org/")
    printed = json.dumps(home.run("settings"))
    assert "sk-very-secret" not in printed
    assert "hidden-word" not in printed
    assert home.tokens["ada"] not in printed


def test_every_command_is_in_the_documentation_and_takes_json() -> None:
    documented = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    groups = {
        "review": cli.review,
        "policy": cli.policy,
        "generate": cli.generate,
        "audit": cli.audit,
        "users": cli.users,
        "vocabulary": cli.vocabulary,
        "proposals": cli.proposals,
    }
    commands = [("", c.name) for c in cli.app.registered_commands]
    commands += [(name + " ", c.name) for name, group in groups.items() for c in group.registered_commands]
    assert len(commands) > 25
    for prefix, name in commands:
        assert re.search(rf"`[^`]*{prefix}{name}\b", documented), f"{prefix}{name} is not in docs/cli.md"
        shown = CliRunner().invoke(cli.app, [*prefix.split(), str(name), "--help"], terminal_width=200)
        assert "--json" in shown.output


def test_help_in_a_process_of_its_own_loads_nothing_of_ours() -> None:
    code = "import sys, cli\ntry: cli.app(['--help'])\nexcept SystemExit: pass\nprint('library' in sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr.strip() == "False"
    assert "ingest" in done.stdout


def test_a_password_is_asked_for_without_a_terminal_only_by_saying_so(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = home.run("policy", "import", status=2)
    assert said["error"]["code"] == "cli.no_password"


def test_what_was_recognised_of_a_document_can_be_corrected(home: Home, label: str) -> None:
    home.be("mia")
    before = home.run("show", label)["facts"]
    after = home.run("facts", label, "--market", "cn", "--expiry", "2031-05-01")["facts"]
    assert (after["market"], after["expiry"]) == ("CN", "2031-05-01")
    assert "market" not in after["words"]
    assert {k: after[k] for k in ("product", "title", "document_class")} == {
        k: before[k] for k in ("product", "title", "document_class")
    }
    home.run("facts", label, status=2)
    home.run("facts", label, "--expiry", "soon", status=2)
    home.be("doc")
    home.run("facts", label, "--market", "US", status=3)


def test_a_company_brings_its_own_vocabulary_from_a_table(home: Home, tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("facet,id,en,zh,kind,parent\nproduct,gelvanto,GELVANTO; fictinurad,格万妥,brand,\n", "utf-8")
    home.be("mia")
    home.run("vocabulary", "import", str(table), "--password-stdin", stdin=PASSWORD + "\n", status=3)
    home.be("ada")
    home.run("vocabulary", "import", str(table), "--password-stdin", stdin="wrong, wrong, wrong\n", status=3)
    home.run("vocabulary", "import", str(table), "--password-stdin", stdin=PASSWORD + "\n")
    shown = {c["id"]: c for c in home.run("vocabulary", "show", "product")}
    assert shown["gelvanto"]["names"]["en"] == ["GELVANTO", "fictinurad"]
    note = tmp_path / "note.txt"
    note.write_text("Fictinurad is taken with water. The tablet of fictinurad is swallowed whole.", "utf-8")
    home.be("mia")
    source = home.run("ingest", str(note), "--product", "Fictinurad", "--market", "US")[0]["source"]
    assert home.run("show", source)["facts"]["product"] == "gelvanto"


def test_two_label_versions_are_compared_written_side_by_side_and_taken_as_an_update(
    home: Home, label: str, tmp_path: Path
) -> None:
    home.be("mia")
    first = str(DOCUMENTS / "A-pi-us-v1.pdf")
    old = home.run("ingest", first, "--product", "OVRANTEQ", "--market", "US", "--class", "label")[0]["source"]
    page = tmp_path / "diff.html"
    found = home.run("diff", old[:10], label[:10], "--html", str(page), status=1)
    assert found["counts"]["unchanged"] > 150
    assert any(f["old"] == "200 mg" and f["new"] == "100 mg" for row in found["rows"] for f in row["figures"])
    assert b"<del>200" in page.read_bytes()
    home.run("modularize", old)
    report = home.run("update", old, label, status=1)
    assert report["hold"]["product"] == "ovranteq"
    assert home.run("impact", label, status=1)["update"]["critical"] == report["critical"]
    home.be("med")
    hold = home.run("review", "hold", "OVRANTEQ", "US", "--reason", "label change")
    home.run("review", "lift", hold["id"], "--reason", "over", status=3)
    home.be("rex")
    assert home.run("review", "lift", hold["id"], "--reason", "over")["lifted_at"]

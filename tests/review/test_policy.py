"""A policy file is read without trust, and says on which line it is wrong."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from library.errors import BadInput
from library.models import ANY, AssetKind, DocumentClass, ModuleKind, PolicyRule, Role, SubjectKind
from review.policy import DECIDING_ROLES, PolicyText, default_policy, examine, parse, required_roles, show

GOOD = "{subject_kind: module, content_kind: dosing, roles: [medical_reviewer], valid_days: 30}"


def problems(text: str) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in examine(text)[1]]


def test_the_default_policy_is_valid_and_leaves_no_kind_without_a_reviewer() -> None:
    policy = parse(default_policy())
    assert all(row.roles for row in show(policy))


@pytest.mark.parametrize(
    ("subject", "kind", "roles"),
    [
        (SubjectKind.MODULE, ModuleKind.EFFICACY_RESULT, {Role.MEDICAL, Role.REGULATORY}),
        (SubjectKind.MODULE, ModuleKind.DOSING, {Role.MEDICAL, Role.REGULATORY}),
        (SubjectKind.MODULE, ModuleKind.LIFESTYLE, {Role.MEDICAL}),
        (SubjectKind.MODULE, ModuleKind.PHRASE, {Role.MEDICAL}),
        (SubjectKind.MODULE, ModuleKind.ACCESS, {Role.MEDICAL, Role.REGULATORY}),
        (SubjectKind.ASSET, AssetKind.TALK_TRACK, {Role.MEDICAL}),
        (SubjectKind.ASSET, AssetKind.FAQ, {Role.MEDICAL, Role.LEGAL}),
        (SubjectKind.SOURCE, DocumentClass.LABEL, {Role.REGULATORY}),
    ],
)
def test_the_default_policy_asks_the_people_the_field_expects(
    subject: SubjectKind, kind: str, roles: set[Role]
) -> None:
    assert set(required_roles(parse(default_policy()), subject, kind)) == roles


def test_without_a_policy_nobody_can_approve_anything() -> None:
    assert not any(row.roles for row in show(None))
    assert required_roles(None, SubjectKind.MODULE, ModuleKind.DOSING) == ()


def test_the_exact_kind_wins_over_the_wildcard() -> None:
    policy = parse(
        f'name: x\nrules:\n- {GOOD}\n- {{subject_kind: module, content_kind: "*", roles: [regulatory], valid_days: 9}}'
    )
    assert required_roles(policy, SubjectKind.MODULE, "dosing") == (Role.MEDICAL,)
    assert required_roles(policy, SubjectKind.MODULE, "warning") == (Role.REGULATORY,)
    assert required_roles(policy, SubjectKind.ASSET, "faq") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("policy.shape", 1)]),
        ("- a\n- b", [("policy.shape", 1)]),
        ("name: x", [("policy.no_rules", 1)]),
        ("name: x\nrules: []", [("policy.no_rules", 2)]),
        (f"rules:\n- {GOOD}", [("policy.no_name", 1)]),
        (f"name: x\nrules:\n- {GOOD}\n- {GOOD}", [("policy.duplicate", 4)]),
        (f"name: x\nname: y\nrules:\n- {GOOD}", [("policy.duplicate_key", 2)]),
        (f"name: x\nowner: me\nrules:\n- {GOOD}", [("policy.unknown_key", 2)]),
        ("name: x\nrules:\n- dosing", [("policy.shape", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('module', 'modul')}", [("policy.subject_kind", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('dosing', 'dosage')}", [("policy.content_kind", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('medical_reviewer', '')}", [("policy.roles", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('30', '0')}", [("policy.valid_days", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('30', '4000')}", [("policy.valid_days", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('30', 'a year')}", [("policy.valid_days", 3)]),
        (f"name: x\nrules:\n- {GOOD.replace('r]', 'r, medical_reviewer]')}", [("policy.role_twice", 3)]),
        ("name: x\nrules:\n  - [a\n", [("policy.yaml", 4)]),
        ("name: &n x\nrules: *n", [("policy.yaml", 1)]),
        ("name: !!python/name:os.system x\nrules: []", [("policy.yaml", 1)]),
        ("name: " + "x" * 70_000, [("policy.too_large", 1)]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, found: list[tuple[str, int]]) -> None:
    assert problems(text) == found
    with pytest.raises(BadInput, match="line"):
        parse(text)


@pytest.mark.parametrize("role", sorted(set(Role) - set(DECIDING_ROLES)))
def test_no_policy_can_make_a_writer_a_seller_or_the_program_a_reviewer(role: Role) -> None:
    assert problems(f"name: x\nrules:\n- {GOOD.replace('medical_reviewer', role)}") == [("policy.role", 3)]


def test_every_problem_is_listed_at_once() -> None:
    text = f"name: x\nrules:\n- {GOOD.replace('30', '0')}\n- {GOOD.replace('module', 'page')}"
    with pytest.raises(BadInput, match=r"line 3.*line 4"):
        parse(text)


RULES = st.lists(
    st.sampled_from([(s, k) for s in (SubjectKind.MODULE,) for k in (*ModuleKind, ANY)]).flatmap(
        lambda key: st.builds(
            PolicyRule,
            subject_kind=st.just(key[0]),
            content_kind=st.just(str(key[1])),
            roles=st.lists(st.sampled_from(DECIDING_ROLES), min_size=1, unique=True).map(tuple),
            valid_days=st.integers(1, 3650),
        )
    ),
    min_size=1,
    unique_by=lambda rule: (rule.subject_kind, rule.content_kind),
).map(tuple)


@given(RULES)
def test_a_policy_written_out_is_read_back_as_it_was(rules: tuple[PolicyRule, ...]) -> None:
    text = yaml.safe_dump({"name": "n", "rules": [rule.model_dump(mode="json") for rule in rules]})
    assert parse(text) == PolicyText("n", rules)


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail_in_another_way(text: str) -> None:
    policy, found = examine(text)
    assert found or policy is not None

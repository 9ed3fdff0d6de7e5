"""The approval policy: which roles must approve which kind of content, and for how long the approval then holds.

A policy is a YAML file that an admin imports and signs (``Library.import_policy``); the row in force decides, the file
does not. This module reads such a file without trusting it, says on which line something is wrong, and shows what a
policy means for every kind of content. Pure: text in, values out.

The file::

    name: a name for people
    rules:
      - {subject_kind: module, content_kind: dosing, roles: [medical_reviewer, regulatory], valid_days: 365}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import yaml

from library.errors import BadInput
from library.models import ANY, AssetKind, DocumentClass, ModuleKind, Policy, PolicyRule, Role, SubjectKind

MAX_BYTES = 64 * 1024
MAX_DAYS = 3650

DECIDING_ROLES = (Role.MEDICAL, Role.LEGAL, Role.REGULATORY, Role.MEDICAL_INFORMATION, Role.PHARMACOVIGILANCE)
"""Roles a policy may ask for. Those who write, sell, receive or administer content can't be made its reviewers."""

CONTENT_KINDS: dict[SubjectKind, tuple[str, ...]] = {
    SubjectKind.MODULE: tuple(ModuleKind),
    SubjectKind.ASSET: tuple(AssetKind),
    SubjectKind.SOURCE: (DocumentClass.LABEL.value,),
}
"""The kinds a rule can name, per subject. Of sources only labels are signed."""

_TOP_KEYS = ("name", "rules")
_RULE_KEYS = ("subject_kind", "content_kind", "roles", "valid_days")


@dataclass(frozen=True)
class PolicyProblem:
    """One thing wrong in a policy file: a stable code, the line (from 1), and a sentence."""

    code: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True)
class PolicyText:
    """A policy as read from a file, before anybody has signed it."""

    name: str
    rules: tuple[PolicyRule, ...]


@dataclass(frozen=True)
class PolicyRow:
    """What a policy means for one kind of content. No roles: nothing of that kind can be approved."""

    subject_kind: SubjectKind
    content_kind: str
    roles: tuple[Role, ...]
    valid_days: int
    from_any: bool
    """True where the row of ``*`` applies because the kind has none of its own."""


def default_policy() -> str:
    """The policy that comes with the product, as YAML."""
    return files("review").joinpath("default_policy.yaml").read_text(encoding="utf-8")


def parse(text: str) -> PolicyText:
    """The policy in a YAML text.

    Raises BadInput ``policy.invalid`` whose message lists every problem with its line.
    """
    policy, problems = examine(text)
    if policy is None or problems:
        listing = "; ".join(str(problem) for problem in problems)
        raise BadInput(
            "policy.invalid", f"The policy can't be used: {listing}.", "Mend these lines and import it again."
        )
    return policy


def examine(text: str) -> tuple[PolicyText | None, tuple[PolicyProblem, ...]]:
    """The policy in a YAML text (None if it can't be read at all), and everything wrong with it, by line."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return None, (PolicyProblem("policy.too_large", 1, f"a policy is at most {MAX_BYTES} bytes"),)
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
                mark = token.start_mark
                return None, (
                    PolicyProblem("policy.yaml", mark.line + 1, "anchors, aliases and tags are not used here"),
                )
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not YAML"
        return None, (PolicyProblem("policy.yaml", mark.line + 1 if mark else 1, str(what)),)
    problems: list[PolicyProblem] = []
    policy = _read_root(root, problems)
    return policy, tuple(sorted(problems, key=lambda p: (p.line, p.code)))


def show(policy: Policy | PolicyText | None) -> tuple[PolicyRow, ...]:
    """What the policy means, one row per kind of content in a fixed order; without a policy every row is empty."""
    rules = {(rule.subject_kind, rule.content_kind): rule for rule in policy.rules} if policy else {}
    rows = []
    for subject, kinds in CONTENT_KINDS.items():
        for kind in kinds:
            own = rules.get((subject, kind))
            rule = own or rules.get((subject, ANY))
            roles, days = (rule.roles, rule.valid_days) if rule else ((), 0)
            rows.append(PolicyRow(subject, str(kind), roles, days, from_any=own is None and rule is not None))
    return tuple(rows)


def required_roles(policy: Policy | PolicyText | None, subject: SubjectKind, kind: str) -> tuple[Role, ...]:
    """The roles that must each approve; empty where nothing of that kind can be approved."""
    return next((r.roles for r in show(policy) if r.subject_kind is subject and r.content_kind == kind), ())


def _read_root(root: yaml.Node | None, problems: list[PolicyProblem]) -> PolicyText | None:
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + 1 if root is not None else 1
        problems.append(PolicyProblem("policy.shape", line, "a policy has a name and a list of rules"))
        return None
    fields = _fields(root, _TOP_KEYS, problems)
    name_node, rules_node = fields.get("name"), fields.get("rules")
    name = _scalar(name_node)
    if not name:
        problems.append(PolicyProblem("policy.no_name", _line(name_node, root), "the policy needs a name"))
    if not isinstance(rules_node, yaml.SequenceNode) or not rules_node.value:
        problems.append(PolicyProblem("policy.no_rules", _line(rules_node, root), "the policy needs a list of rules"))
        return None
    rules: dict[tuple[SubjectKind, str], PolicyRule] = {}
    for node in rules_node.value:
        rule = _read_rule(node, problems)
        if rule is None:
            continue
        key = (rule.subject_kind, rule.content_kind)
        if key in rules:
            words = f"{rule.subject_kind} {rule.content_kind} has a rule already"
            problems.append(PolicyProblem("policy.duplicate", node.start_mark.line + 1, words))
        rules.setdefault(key, rule)
    return PolicyText(name, tuple(rules.values()))


def _read_rule(node: yaml.Node, problems: list[PolicyProblem]) -> PolicyRule | None:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        problems.append(PolicyProblem("policy.shape", line, f"a rule has the keys {', '.join(_RULE_KEYS)}"))
        return None
    before = len(problems)
    fields = _fields(node, _RULE_KEYS, problems)
    subject = _subject(fields.get("subject_kind"), node, problems)
    kind = _kind(subject, fields.get("content_kind"), node, problems)
    roles = _roles(fields.get("roles"), node, problems)
    days = _days(fields.get("valid_days"), node, problems)
    if len(problems) > before or subject is None:
        return None
    return PolicyRule(subject_kind=subject, content_kind=kind, roles=roles, valid_days=days)


def _fields(node: yaml.MappingNode, allowed: Sequence[str], problems: list[PolicyProblem]) -> dict[str, yaml.Node]:
    """The mapping's values by key; unknown and repeated keys are problems (YAML itself would take the last)."""
    found: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key, line = _scalar(key_node), key_node.start_mark.line + 1
        if key not in allowed:
            problems.append(PolicyProblem("policy.unknown_key", line, f"unknown key {key!r}"))
        elif key in found:
            problems.append(PolicyProblem("policy.duplicate_key", line, f"{key} is given twice"))
        else:
            found[key] = value
    return found


def _subject(node: yaml.Node | None, rule: yaml.Node, problems: list[PolicyProblem]) -> SubjectKind | None:
    word = _scalar(node)
    for subject in CONTENT_KINDS:
        if subject.value == word:
            return subject
    words = f"subject_kind is one of {', '.join(CONTENT_KINDS)}, not {word!r}"
    problems.append(PolicyProblem("policy.subject_kind", _line(node, rule), words))
    return None


def _kind(subject: SubjectKind | None, node: yaml.Node | None, rule: yaml.Node, problems: list[PolicyProblem]) -> str:
    word = _scalar(node) if node is not None else ANY
    if subject is not None and word != ANY and word not in CONTENT_KINDS[subject]:
        words = f"{word!r} is no kind of {subject}; known: {', '.join(CONTENT_KINDS[subject])}, {ANY}"
        problems.append(PolicyProblem("policy.content_kind", _line(node, rule), words))
    return word


def _roles(node: yaml.Node | None, rule: yaml.Node, problems: list[PolicyProblem]) -> tuple[Role, ...]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        problems.append(PolicyProblem("policy.roles", _line(node, rule), "roles is a list of at least one role"))
        return ()
    return tuple(_deciding(node, problems))


def _deciding(node: yaml.SequenceNode, problems: list[PolicyProblem]) -> Iterator[Role]:
    seen: set[str] = set()
    for item in node.value:
        word, line = _scalar(item), item.start_mark.line + 1
        role = next((role for role in DECIDING_ROLES if role.value == word), None)
        if role is None:
            words = f"{word!r} can't approve; a role is one of {', '.join(DECIDING_ROLES)}"
            problems.append(PolicyProblem("policy.role", line, words))
        elif word in seen:
            problems.append(PolicyProblem("policy.role_twice", line, f"{word} is named twice"))
        else:
            seen.add(word)
            yield role


def _days(node: yaml.Node | None, rule: yaml.Node, problems: list[PolicyProblem]) -> int:
    word = _scalar(node)
    if word.isascii() and word.isdecimal() and 1 <= int(word) <= MAX_DAYS:
        return int(word)
    words = f"valid_days is a whole number from 1 to {MAX_DAYS}, not {word!r}"
    problems.append(PolicyProblem("policy.valid_days", _line(node, rule), words))
    return 0


def _scalar(node: yaml.Node | None) -> str:
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""


def _line(node: yaml.Node | None, fallback: yaml.Node) -> int:
    return int((node or fallback).start_mark.line) + 1

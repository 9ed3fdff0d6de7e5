# ruff: noqa: S608 - every part of these statements is a constant of this file; values are always bound
"""The view ``eligible``: where every module and asset version may be used now. Twin of ``library/lifecycle.py``.

Columns: subject, subject_kind, market, audience, use_class, channel (``*`` is any), until (when the approval that
opened the row ends). A version with several approvals has several rows, some of them alike.

*The clock.* The view reads the database's clock, which no application role can set, and the triggers that guard what
leaves read the view. The library asks the same SQL with its own clock bound instead (``eligible_sql(now=":now")``) and
``release`` needs both to say yes. In production they are the same clock; in a test the library's clock may be turned
forward, which can only take rows away, never add one that the database would not have given.

The statements are written with correlated ``EXISTS`` so that asking for a few ids costs index look-ups only, and with
nothing that SQLite and PostgreSQL do not both read.
"""

from __future__ import annotations

from library.models import ModuleKind, UseClass

DATABASE_CLOCK = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "statement_timestamp()"}

_SCOPE = ("market", "audience", "use_class", "channel")
_NO_CLAIM = ", ".join(f"'{kind.value}'" for kind in ModuleKind if not kind.is_claim)

HELPER_VIEWS: dict[str, str] = {
    "required": """
        SELECT r.subject_kind, r.content_kind, r.role FROM policy_rules r
        WHERE r.policy = (SELECT p.id FROM policies p ORDER BY p.seq DESC LIMIT 1)""",
    "source_now": """
        SELECT f.source, f.document_class, f.market, f.expires, f.replaces FROM source_facts f
        WHERE NOT EXISTS (SELECT 1 FROM source_facts g WHERE g.source = f.source AND g.seq > f.seq)""",
    "label_uses": "SELECT '*' AS use_class"
    + "".join(f" UNION ALL SELECT '{use.value}'" for use in UseClass if use is not UseClass.PROMOTIONAL),
}
"""Small views without a clock, in the order they are created (``standing`` and ``eligible`` follow)."""


def _covers(wide: str, narrow: str) -> str:
    return " AND ".join(f"({wide}.{c} = {narrow}.{c} OR {wide}.{c} = '*')" for c in _SCOPE)


def _overlaps(one: str, other: str) -> str:
    return " AND ".join(f"({one}.{c} = {other}.{c} OR '*' IN ({one}.{c}, {other}.{c}))" for c in _SCOPE)


HELPER_VIEWS["standing"] = f"""
    SELECT a.seq, a.subject, a.role, a.market, a.audience, a.use_class, a.channel, a.expires, a.effective
    FROM decisions a
    WHERE a.verdict = 'approve' AND a.market IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM decisions d WHERE d.subject = a.subject AND d.role = a.role AND d.seq > a.seq
      AND (d.verdict = 'approve' AND {_covers("d", "a")}
           OR d.verdict IN ('reject', 'request_changes') AND {_overlaps("d", "a")}))"""


def _begun(row: str, now: str) -> str:
    return f"({row}.effective IS NULL OR {row}.effective <= {now})"


def _in_time(row: str, now: str) -> str:
    return f"({_begun(row, now)} AND ({row}.expires IS NULL OR {row}.expires > {now}))"


def _agreed(scope: str, kind: str, content_kind: str, now: str, after: str = "0") -> str:
    """Every required role has a standing approval in time, later than ``after``, that covers row ``scope``."""
    required = f"FROM required r WHERE r.subject_kind = '{kind}' AND r.content_kind = {content_kind}"
    return f"""(EXISTS (SELECT 1 {required}) AND NOT EXISTS (SELECT 1 {required} AND NOT EXISTS (
        SELECT 1 FROM standing s WHERE s.subject = {scope}.subject AND s.role = r.role AND s.seq > {after}
        AND {_in_time("s", now)} AND {_covers("s", scope)})))"""


def _ever_agreed(subject: str, kind: str, content_kind: str, now: str) -> str:
    """At some time up to now every required role had approved one scope, whatever was decided since."""
    required = f"FROM required r WHERE r.subject_kind = '{kind}' AND r.content_kind = {content_kind}"
    return f"""(EXISTS (SELECT 1 {required}) AND EXISTS (
      SELECT 1 FROM decisions c WHERE c.subject = {subject} AND c.verdict = 'approve' AND {_begun("c", now)}
      AND NOT EXISTS (SELECT 1 {required} AND NOT EXISTS (
        SELECT 1 FROM decisions s WHERE s.subject = c.subject AND s.verdict = 'approve' AND s.role = r.role
        AND {_begun("s", now)} AND {_covers("s", "c")}))))"""


def _not_withdrawn(subject: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM decisions w WHERE w.subject = {subject} AND w.verdict = 'withdraw')"


def _not_superseded(table: str, row: str, kind: str, now: str) -> str:
    return f"""NOT EXISTS (SELECT 1 FROM {table} v WHERE v.lineage = {row}.lineage AND v.version > {row}.version
        AND {_ever_agreed("v.id", kind, "v.kind", now)})"""


def _live(facts: str, now: str) -> str:
    return f"(({facts}.expires IS NULL OR {facts}.expires > {now}) AND {_not_withdrawn(f'{facts}.source')})"


def _held(row: str, market: str) -> str:
    return f"""EXISTS (SELECT 1 FROM holds h WHERE h.product = {row}.product
        AND (h.market IN ('*', {market}, {row}.market) OR {market} = '*')
        AND NOT EXISTS (SELECT 1 FROM hold_lifts l WHERE l.hold = h.id))"""


def _has_origin() -> str:
    return "EXISTS (SELECT 1 FROM occurrences o JOIN bearing f ON f.source = o.source WHERE o.module = m.id)"


def _has_support(now: str) -> str:
    return f"""(m.kind IN ({_NO_CLAIM})
      OR EXISTS (SELECT 1 FROM anchors n JOIN bearing f ON f.source = n.source
                 WHERE n.module = m.id AND n.role = 'support'
                 AND {_agreed("c", "module", "m.kind", now, after="n.after")})
      OR m.author = 'system' AND EXISTS (
           SELECT 1 FROM occurrences o JOIN bearing f ON f.source = o.source
           WHERE o.module = m.id AND o.verbatim AND f.document_class IN ('label', 'publication')))"""


def _label_in_force(facts: str, now: str) -> str:
    return f"""({facts}.document_class = 'label' AND {_live(facts, now)}
      AND {_signed(facts, now)} AND NOT {_replaced(facts, now)})"""


def _bears(facts: str, now: str) -> str:
    """Something may rest on it: live and, for a label, signed if it replaces another, and not replaced itself.

    These are the rows of ``bearing``, said once per statement: written out at each place they nest too deep for SQLite.
    """
    return f"""({_live(facts, now)} AND ({facts}.document_class <> 'label'
      OR ({facts}.replaces IS NULL OR {_signed(facts, now)}) AND NOT {_replaced(facts, now)}))"""


def _signed(facts: str, now: str) -> str:
    return f"""EXISTS (SELECT 1 FROM standing c WHERE c.subject = {facts}.source AND c.market = {facts}.market
        AND {_in_time("c", now)} AND {_agreed("c", "source", "'label'", now)})"""


def _replaced(facts: str, now: str) -> str:
    """A signed label replaces it, directly or through others."""
    return f"""EXISTS (
        WITH RECURSIVE up(id) AS (
          SELECT g.source FROM source_now g WHERE g.replaces = {facts}.source
          UNION SELECT g.source FROM up JOIN source_now g ON g.replaces = up.id)
        SELECT 1 FROM up JOIN source_now g ON g.source = up.id
        WHERE g.document_class = 'label' AND {_ever_agreed("up.id", "source", "'label'", now)})"""


def _by_approval(columns: str, also: str, now: str) -> str:
    """Module versions that the required roles approved; row ``c`` is the approval, ``m`` the module."""
    return f"""SELECT {columns} FROM standing c JOIN modules m ON m.id = c.subject
      WHERE {also} AND {_in_time("c", now)} AND m.market IN (c.market, '*')
      AND {_agreed("c", "module", "m.kind", now)}
      AND {_not_withdrawn("m.id")} AND {_not_superseded("modules", "m", "module", now)}
      AND {_has_origin()} AND {_has_support(now)}
      AND (c.use_class <> 'promotional' OR NOT {_held("m", "c.market")})"""


def _by_label(columns: str, also: str, now: str) -> str:
    """Module versions found verbatim in a signed label of their market; ``u`` says for which uses."""
    return f"""SELECT {columns} FROM modules m JOIN occurrences p ON p.module = m.id
      JOIN source_now q ON q.source = p.source CROSS JOIN label_uses u
      WHERE {also} AND m.author = 'system' AND p.verbatim AND q.market = m.market
      AND {_label_in_force("q", now)}
      AND {_not_withdrawn("m.id")} AND {_not_superseded("modules", "m", "module", now)}
      AND (u.use_class = '*') <> ({_held("m", "m.market")})"""


def _assets(columns: str, now: str) -> str:
    """Asset versions approved as an assembly whose every cited module version is usable in the same scope."""
    approved = _by_approval("1", f"m.id = k.module AND {_covers('c', 'd')}", now)
    label = _by_label(
        "1",
        "m.id = k.module AND m.market = d.market AND (u.use_class = d.use_class OR u.use_class = '*')",
        now,
    )
    return f"""SELECT {columns} FROM standing d JOIN assets x ON x.id = d.subject
      WHERE {_in_time("d", now)} AND x.market IN (d.market, '*') AND {_agreed("d", "asset", "x.kind", now)}
      AND {_not_withdrawn("x.id")} AND {_not_superseded("assets", "x", "asset", now)}
      AND EXISTS (SELECT 1 FROM citations k WHERE k.asset = x.id)
      AND NOT EXISTS (SELECT 1 FROM citations k WHERE k.asset = x.id
                      AND NOT EXISTS ({approved}) AND NOT EXISTS ({label}))
      AND (d.use_class <> 'promotional' OR NOT {_held("x", "d.market")})"""


def eligible_sql(now: str) -> str:
    """The body of the view, with ``now`` (a clock expression or a bind parameter) as the moment asked about."""
    scope = "c.market AS market, c.audience AS audience, c.use_class AS use_class, c.channel AS channel"
    module = _by_approval(
        f"m.id AS subject, 'module' AS subject_kind, {scope}, c.expires AS until", "c.subject IS NOT NULL", now
    )
    label = _by_label("m.id, 'module', m.market, '*', u.use_class, '*', NULL", "m.id IS NOT NULL", now)
    asset = _assets("x.id, 'asset', d.market, d.audience, d.use_class, d.channel, d.expires", now)
    bearing = f"SELECT f.source, f.document_class FROM source_now f WHERE {_bears('f', now)}"
    return f"""WITH bearing AS NOT MATERIALIZED ({bearing})
      {module}\nUNION ALL\n{label}\nUNION ALL\n{asset}"""


def create_views(dialect: str) -> list[str]:
    """``CREATE VIEW`` statements for SQLite or PostgreSQL, in order."""
    views = {**HELPER_VIEWS, "eligible": eligible_sql(DATABASE_CLOCK[dialect])}
    return [f"CREATE VIEW {name} AS {body}" for name, body in views.items()]


def renew_view(dialect: str) -> list[str]:
    """Statements that put the rule of this program in place of an older one; on PostgreSQL grants stay as they are."""
    body = eligible_sql(DATABASE_CLOCK[dialect])
    if dialect == "sqlite":
        return ["DROP VIEW eligible", f"CREATE VIEW eligible AS {body}"]
    return [f"CREATE OR REPLACE VIEW eligible AS {body}"]

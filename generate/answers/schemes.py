"""The dose of one of a label's uses: what is told of it, with the scheme it refers to by name; no handling. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.reading import Reading, heads_over
from library.text import fold

_HANDLING = re.compile(
    r"適用上の注意|調製|取扱い?上|薬剤投与時|投与時の注意|handling|reconstitution|preparation|handhabung|zubereitung|herstellung"
    r"|配制|配置方法|溶解方法"
)
_SCHEME = re.compile(
    r"(?<![a-z])(?:(?:regimen|schedule|scheme|schema|therapieschema) [a-d1-4]"
    r"|[a-d甲乙](?:法|方案)|方案[a-d一二三四])(?![a-z])"
)


def without_handling(inside: Sequence[Reading]) -> list[Reading]:
    """Statements on the dose without those under a heading on preparing or handling, where others are left."""
    kept = [r for r in inside if not any(_HANDLING.search(fold(line)) for line in heads_over(r.module.content))]
    return kept or list(inside)


def of_the_use(inside: Sequence[Reading], diseases: frozenset[str]) -> list[Reading]:
    """The statements on a use that is named, and those on the scheme that these refer to; all where none names it."""
    named = [r for r in inside if any(("disease", disease) in r.said | r.above for disease in diseases)]
    if not named:
        return list(inside)
    schemes = {scheme for reading in named for scheme in _SCHEME.findall(reading.body)}
    told = [r for r in inside if r not in named and any(_begins(scheme, r) for scheme in schemes)]
    return [*named, *told]


def _begins(scheme: str, reading: Reading) -> bool:
    """Whether a statement begins with the name of a scheme, or stands right under it, and gives a dose."""
    heads = heads_over(reading.module.content)
    under = bool(heads) and fold(heads[-1]).startswith(scheme)
    dosed = any(number.unit.startswith("mg") for number in reading.numbers)
    return dosed and (reading.body.startswith(scheme) or under)

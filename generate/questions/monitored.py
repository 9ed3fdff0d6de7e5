"""Which test a question wants monitored, and whether a statement speaks of that test. Pure.

"CBC at baseline and then how often?" is answered by what the label says of blood counts, or by nothing: that ALT is to
be checked every two weeks, or what a response was "at baseline", is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generate.lexicon import table
from generate.question import Question
from generate.reading import Reading
from library.quantities import Quantity
from library.text import fold

_TESTS = {
    "blood_count": r"cbc|fbc|(?:full |complete )?blood (?:cell )?counts?|h(?:a?emato|ämato)log\w*|h(?:a?emo|ämo)globin"
    r"|platelets?|neutrophils?|leu[ck]o[ck]yte\w*|lympho[ck]yte\w*|wbc|blutbild\w*|erythro[ck]ytes?|血常规|血细胞|红细胞|白细胞|血红蛋白|赤血球|白血球|血小板|中性粒|血算|好中球",
    "blood_tests": r"bloods|blood ?(?:tests?|work)|抽血|验血|血検|血液検査|blutuntersuchung\w*|blutwerte\w*",
    "infections": r"tb|tuberculosis|quantiferon|igra|hiv|hepatitis (?:b|c|serology|screen\w*)|结核|tuberkulose",
    "eosinophils": r"eosinophil\w*|嗜酸|好酸球",
    "liver": r"lfts?|alt|ast|alp|ggt|bilirubin\w*|(?:amino)?transaminase\w*|aminotransferase\w*"
    r"|liver (?:function|enzymes?|tests?)|hepatic (?:function|enzymes?)|leber(?:werte|enzyme|funktion)\w*"
    r"|肝功|肝酶|转氨酶|胆红素|肝機能|ビリルビン",
    "kidney": r"creatinine?|kreatinin|e?gfr|crcl|(?:renal|kidney) function|nieren(?:werte|funktion)\w*"
    r"|肌酐|肾功|クレアチニン|腎機能",
    "pancreas": r"amylase|lipase|淀粉酶|脂肪酶|アミラーゼ|リパーゼ",
    "heart": r"ecgs?|ekgs?|electrocardiogram\w*|qtc?|心电图|心電図|qt间期",
    "ejection": r"lvef|echo(?:cardiogra\w*)?|ejection fraction|超声心动|心脏超声|心超|射血分数|心エコー",
    "glucose": r"(?:blood )?glucose|hba1c|blutzucker\w*|血糖",
    "electrolytes": r"electrolytes?|potassium|magnesium|sodium|calcium|elektrolyte\w*|kalium|电解质|电解液|血钾|電解質",
    "thyroid": r"tsh|thyroid|schilddrüsen\w*|甲状腺",
    "lipids": r"lipids?|cholesterol|triglycerides?|血脂|脂質",
    "muscle": r"cpk|creatine (?:phospho)?kinase|肌酸激酶",
    "pressure": r"blood pressure|blutdruck|血压|血圧",
    "clotting": r"inr|prothrombin\w*|凝血",
    "urine": r"proteinuria|urinalysis|urine protein|尿蛋白|尿常规|尿検査",
    "bone": r"bone (?:mineral )?density|dexa|knochendichte\w*|骨密度|骨塩",
}
_NAMED = {test: re.compile(rf"(?<![a-zäöü0-9])(?:{words})(?![a-zäöü0-9])") for test, words in _TESTS.items()}
_SCREENS = re.compile(
    r"(?<![a-z])(?:screen\w*|tests?(?:ed|ing)? for|check(?:ed|ing)? for|baseline|needed|required"
    r"|before(?:hand)?)(?![a-z])"
    r"|筛查|要查|需要查|定期|要不要[^,，。?？]{0,6}(?:做|查|测)"
)
_WHICH = re.compile(
    r"(?<![a-z])(?:which|what) (?:\w+ ){0,2}(?:tests?|labs?|bloods?|bloodwork)(?![a-z])"
    r"|検査(?:は|を)|(?:何|どんな)の?検査"
    r"|(?:哪些|什么)(?:检查|化验|指标)|welche (?:laborwerte|labor\w*|untersuchungen|kontrollen)"
)
"""Asks which tests are done: what names none is no answer."""
_OF_BLOOD = frozenset(_TESTS) - {"infections", "heart", "ejection", "pressure", "urine", "bone"}
"""What "blood tests" may be."""
_AT_START = re.compile(
    r"(?<![a-z])(?:before(?:hand)?|prior to|baseline|vor (?:beginn|der ersten))(?![a-z])"
    r"|(?:开始|用药|治疗|给药)[^,，。]{0,4}前|基线|開始前|投与前"
)
DONE_AGAIN = re.compile(
    r"(?:定期|每隔?\s?\d*\s?(?:周|个月|月|年))[^,，。;；]{0,8}(?:检查|检测|监测|查|测定|复查)"
    r"|(?:定期的に|\d\s?(?:週|か月|ヵ月|カ月)(?:ごと|毎)に?)[^。]{0,24}(?:検査|測定|観察|確認)"
    r"|(?:regular\w*|periodic\w*|every \w+ (?:weeks?|months?))[^.;]{0,40}(?:check|measur|test|assess|determin|monitor)"
    r"|(?:check|measur|test|assess|determin|monitor)\w*[^.;]{0,60}(?:regular|periodic|every \w+ (?:weeks?|months?))"
    r"|(?:regelm\w+|alle \w+ (?:wochen|monate))[^.;]{0,60}(?:kontroll|bestimm|pruf|prüf|gemessen|überwach)"
)
"""Says that a test is done again and again, without the word for monitoring."""
_ASKED = frozenset({"monitoring", "interval"})


def labs_asked(question: Question) -> frozenset[str]:
    """The tests whose monitoring a question asks for; none where it asks something else, or of a reaction."""
    if question.event_ids or not (_ASKED & question.topic_ids or _SCREENS.search(question.masked)):
        return frozenset()
    tests = labs_in(question.text)
    if any(measure.quantity is Quantity.RENAL for measure in question.measures):
        tests -= {"kidney"}  # a value is told ("is less needed at eGFR 22?"), no test is asked for
    if tests != {"blood_tests"}:
        return tests
    return frozenset({"liver"}) if "liver_tests" in question.topic_ids else _OF_BLOOD


_ONLY_NAMED = re.compile(
    r"(?:\W|呢|吗|は|和|及|以及|and|und|or|oder|what about|how about|the|das|die|der|for|was ist mit|wie ist es mit)*"
)


def asked_of_another_test(before: str, after: str) -> str:
    """The question before, asked of the test that a bare "血常规呢？" or "And creatinine?" names; "" for any other."""
    tests = labs_in(after)
    rest = fold(after)
    for test in tests:
        rest = _NAMED[test].sub(" ", rest)
    spans = [m.span() for pattern in _NAMED.values() for m in re.finditer(pattern.pattern, before, re.IGNORECASE)]
    if not tests or not spans or not _ONLY_NAMED.fullmatch(rest) or tests & labs_in(before):
        return ""
    named = [m.span() for test in tests for m in re.finditer(_NAMED[test].pattern, after, re.IGNORECASE)]
    if not named:
        return ""
    name = after[min(start for start, _ in named) : max(end for _, end in named)]
    return before[: min(start for start, _ in spans)] + name + before[max(end for _, end in spans) :]


def labs_in(text: str) -> frozenset[str]:
    """The tests named in a text."""
    folded = fold(text)
    return frozenset(test for test, pattern in _NAMED.items() if pattern.search(folded))


def tells_of(reading: Reading, tests: frozenset[str]) -> bool:
    """Whether a module says of one of the tests that, or how often, it is to be done."""
    done = table("topics").has("monitoring", reading.body) or DONE_AGAIN.search(reading.body) is not None
    return done and bool(tests & labs_in(reading.whole))


def on_tests(readings: Sequence[Reading], question: Question) -> tuple[Reading, ...]:
    """The modules that say of a test asked for that it is to be done; where it is asked what is done before the start,
    those that speak of that, if any does. All of them where no test is asked for."""
    tests = labs_asked(question)
    if not tests and _WHICH.search(question.masked) and "monitoring" in question.topic_ids:
        return tuple(reading for reading in readings if labs_in(reading.body))
    if not tests:
        return tuple(readings)
    found = [reading for reading in readings if tells_of(reading, tests)]
    early = [r for r in found if _AT_START.search(r.body)] if _AT_START.search(question.masked) else []
    return tuple(early or found)

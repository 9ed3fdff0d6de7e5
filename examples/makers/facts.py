"""The one origin of every figure in the fictional documents.

Everything here is invented. Counts, percentages, intervals and p-values agree with each other (exact binomial
intervals for single proportions, Wald intervals for differences), so only planted troubles disagree.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """A proportion with its exact 95% interval in percent, where one was reported."""

    n: int
    total: int
    low: str = ""
    high: str = ""

    @property
    def pct(self) -> str:
        """Percentage with one decimal and the sign, as "45.2%"."""
        return f"{100 * self.n / self.total:.1f}%"

    @property
    def of(self) -> str:
        """Counts, as "14/31"."""
        return f"{self.n}/{self.total}"

    @property
    def ci(self) -> str:
        """Interval, as "27.3–64.0"."""
        return f"{self.low}–{self.high}"

    @property
    def full(self) -> str:
        """As printed in English: "45.2% (14/31; 27.3–64.0)"."""
        return f"{self.pct} ({self.of}; {self.ci})" if self.low else f"{self.pct} ({self.of})"

    @property
    def full_zh(self) -> str:
        """As printed in Chinese, with full-width brackets."""
        return f"{self.pct}（{self.of}；95% CI {self.ci}）" if self.low else f"{self.pct}（{self.of}）"

    @property
    def count(self) -> str:
        """As printed in safety tables: "58.3% (95)"."""
        return f"{self.pct} ({self.n})"


@dataclass(frozen=True)
class Estimate:
    """A point estimate with its 95% interval, as text, because the printed digits are what must agree."""

    value: str
    low: str
    high: str
    p: str = ""

    @property
    def ci(self) -> str:
        """Interval, with "to" where a bound is negative (an en dash would read as a sign)."""
        joint = " to " if "−" in self.low + self.high else "–"
        return f"{self.low}{joint}{self.high}"

    @property
    def full(self) -> str:
        """As "0.54 (0.39–0.74)"."""
        return f"{self.value} ({self.ci})"


@dataclass(frozen=True)
class Event:
    """An adverse reaction in both arms."""

    name: str
    name_zh: str
    active: Rate
    control: Rate


# --- OVRANTEQ, WAYMARK-1 -------------------------------------------------------------------------------------------
W1_N, W1_ACTIVE, W1_CONTROL = 246, 164, 82
W1_TREATED, W1_TREATED_CONTROL = 163, 79
W1_FOLLOW_UP = "19.4"
PFS = Estimate("13.6", "11.1", "16.4")
PFS_CONTROL = Estimate("6.8", "5.5", "8.2")
PFS_HR = Estimate("0.54", "0.39", "0.74", "0.0002")
PFS_EVENTS, PFS_EVENTS_CONTROL = 103, 65
ORR = Rate(101, 164, "53.7", "69.1")
ORR_CONTROL = Rate(32, 82, "28.4", "50.4")
ORR_DIFF = Estimate("22.6", "9.6", "35.5", "0.0008")
DOR = Estimate("14.1", "11.0", "18.2")
DOR_CONTROL = Estimate("6.2", "4.4", "8.1")
OS_DEATHS = Rate(122, 246)
OS_HR = Estimate("0.83", "0.57", "1.21", "0.33")
HR_75 = Estimate("0.61", "0.34", "1.10")
HR_RENAL = Estimate("0.57", "0.30", "1.08")
HR_BRAIN = Estimate("0.49", "0.23", "1.04")
N_75, N_RENAL, N_BRAIN = (47, 24), (38, 20), (29, 15)
IC_ORR = Rate(11, 19, "33.5", "79.7")
AT_RISK_MONTHS = (0, 3, 6, 9, 12, 15, 18, 21, 24)
AT_RISK = (164, 142, 121, 99, 77, 52, 30, 13, 4)
AT_RISK_CONTROL = (82, 61, 41, 25, 14, 8, 4, 1, 0)

OEDEMA = Event("Peripheral oedema", "外周水肿", Rate(95, 163), Rate(6, 79))
OEDEMA_G3 = Rate(12, 163)
NAUSEA = Event("Nausea", "恶心", Rate(67, 163), Rate(36, 79))
ALT = Event("ALT increased", "丙氨酸氨基转移酶升高", Rate(34, 163), Rate(5, 79))
ILD, ILD_G3, ILD_FATAL = Rate(8, 163), Rate(4, 163), Rate(1, 163)
ILD_ONSET = Estimate("1.9", "0.3", "9.8")
ANY_G3, ANY_G3_CONTROL = Rate(73, 163), Rate(43, 79)
REDUCED = Rate(38, 163)
STOPPED, STOPPED_CONTROL = Rate(15, 163), Rate(10, 79)
STOPPED_OEDEMA = Rate(2, 163)
PANCREATITIS = Rate(2, 163)

# --- OVRANTEQ, WAYMARK-2 -------------------------------------------------------------------------------------------
W2_N = 88
W2_ORR = Rate(40, 88, "34.8", "56.4")
W2_DOR = Estimate("10.2", "7.6", "NE")
W2_CHINA = Rate(14, 31, "27.3", "64.0")

# --- WYNDRALIS, STILLPOINT-1 and -2 --------------------------------------------------------------------------------
S1_N, S1_ACTIVE, S1_CONTROL = 402, 268, 134
EASI = (Rate(141, 268), Rate(21, 134), Estimate("36.9", "28.4", "45.5", "<0.0001"))
IGA = (Rate(98, 268), Rate(14, 134), Estimate("26.1", "18.4", "33.9", "<0.0001"))
ITCH = (Rate(119, 255), Rate(17, 128), Estimate("33.4", "24.9", "41.9", "<0.0001"))
DLQI = ("−9.8", "−4.6", Estimate("−5.2", "−6.5", "−3.9", "<0.0001"))
WPAI = ("−21.4", "−9.1", Estimate("−12.3", "−17.9", "−6.7", "<0.0001"))
WPAI_N = (141, 70)
EASI_65 = (Rate(12, 25), Rate(3, 13), Estimate("24.9", "−5.2", "55.1"))
S2_N, S2_ACTIVE, S2_CONTROL = 318, 212, 106
EASI_TCS = (Rate(145, 212), Rate(37, 106), Estimate("33.5", "22.5", "44.5", "<0.0001"))
ISR = Event("Injection-site reactions", "注射部位反应", Rate(26, 268), Rate(6, 134))
CONJ = Event("Conjunctivitis", "结膜炎", Rate(21, 268), Rate(3, 134))
SAE = Event("Serious adverse events", "严重不良事件", Rate(4, 268), Rate(3, 134))
STOP_W = Event("Discontinuation due to adverse events", "因不良事件停药", Rate(5, 268), Rate(2, 134))

DAGGER = "† Prespecified subgroup; descriptive; not adjusted for multiplicity."
DAGGER_ZH = "† 预设亚组；描述性分析；未进行多重性校正。"


def survival(month: float, median: str) -> float:
    """Fraction progression-free at `month` on a smooth illustrative curve through the median."""
    return float(0.5 ** ((month / float(median)) ** 1.15))

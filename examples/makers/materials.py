"""What identifies each document: code, dates, brand, and the lines that stand in its footer."""

from __future__ import annotations

from dataclasses import dataclass

FICTIONAL = "FICTIONAL – NOT A REAL MEDICINE / 虚构示例"
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Brand:
    """Colours of a product's material, as RGB 0 to 255."""

    name: str
    dark: Colour
    main: Colour
    accent: Colour
    tint: Colour
    grey: Colour = (91, 103, 112)


OVR = Brand("OVRANTEQ", (14, 42, 71), (15, 118, 132), (232, 119, 34), (230, 242, 244))
WYN = Brand("WYNDRALIS", (58, 33, 92), (122, 78, 168), (0, 148, 136), (240, 234, 247))


@dataclass(frozen=True)
class Material:
    """A document's identity; dates are ISO days."""

    file: str
    code: str
    prepared: str
    expires: str
    brand: Brand
    language: str = "en"
    report_to: str = "safety@brackenmoor.example"

    @property
    def adverse_event_line(self) -> str:
        """The reporting line that every piece carries."""
        if self.language == "zh":
            return f"请将疑似不良反应报告至布莱肯制药药物警戒部：{self.report_to}"
        return f"Report suspected adverse reactions to Brackenmoor Pharma at {self.report_to}"

    @property
    def dates_line(self) -> str:
        """Material code, preparation date and expiry in the document's language."""
        if self.language == "zh":
            return f"{self.code} | 制作日期 {self.prepared} | 有效期至 {self.expires}"
        return f"{self.code} | Prepared {self.prepared} | Expires {self.expires}"

    @property
    def footer(self) -> tuple[str, str]:
        """Two footer lines."""
        return (f"{self.dates_line} | {FICTIONAL}", self.adverse_event_line)


MATERIALS = {
    m.file: m
    for m in (
        Material("A-deck-en.pptx", "BM-OVR-US-0042", "2026-04-20", "2027-04-19", OVR),
        Material("A-eda-zh.zip", "BM-OVR-CN-0017", "2026-07-06", "2027-07-05", OVR, "zh", "pv.cn@brackenmoor.example"),
        Material("A-pi-us-v1.pdf", "BM-OVR-US-PI-01", "2026-03-16", "2028-03-15", OVR),
        Material("A-pi-us-v2.pdf", "BM-OVR-US-PI-02", "2026-10-12", "2028-10-11", OVR),
        Material(
            "A-shuomingshu.pdf", "BM-OVR-CN-PI-01", "2026-05-18", "2031-05-17", OVR, "zh", "pv.cn@brackenmoor.example"
        ),
        Material("faq.xlsx", "BM-MI-GL-0008", "2026-09-01", "2027-08-31", OVR),
        Material("A-monograph.docx", "BM-OVR-US-0029", "2026-04-06", "2027-04-05", OVR),
        Material("A-waymark1-publication.pdf", "BM-OVR-GL-PUB-01", "2026-01-15", "2031-01-14", OVR),
        Material("B-smpc.pdf", "BM-WYN-EU-PI-03", "2026-06-15", "2030-02-19", WYN),
        Material(
            "B-shuomingshu.pdf", "BM-WYN-CN-PI-01", "2026-08-11", "2031-08-10", WYN, "zh", "pv.cn@brackenmoor.example"
        ),
        Material(
            "B-deck-zh.pptx", "BM-WYN-CN-0021", "2026-09-07", "2027-09-06", WYN, "zh", "pv.cn@brackenmoor.example"
        ),
        Material("B-eda-old.pdf", "BM-WYN-EU-0005", "2025-07-01", "2026-06-30", WYN),
        Material("B-leaflet.docx", "BM-WYN-EU-0033", "2026-09-14", "2027-09-13", WYN),
        Material("B-stillpoint-publication.pdf", "BM-WYN-GL-PUB-01", "2025-10-20", "2030-10-19", WYN),
    )
}

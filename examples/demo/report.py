"""``demo-report.html``: every sentence that left, beside the picture of the place it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from examples.demo.shots import Shots
from services import Services


def write_report(services: Services, path: Path, summary: dict[str, Any]) -> None:
    """Write one self-contained HTML page; pictures are embedded, text is escaped."""
    from jinja2 import Environment, FileSystemLoader

    shots = Shots(services)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    html = environment.get_template("report.html.j2").render(
        summary=summary,
        documents=summary["documents"],
        troubles=summary["troubles"],
        questions=[{**q, "lines": answer_lines(services, shots, q)} for q in summary["questions"]],
        assets=[{**a, "sections": asset_sections(services, shots, a)} for a in summary["assets_made"]],
        proof={
            "events": summary["events"],
            "audit_ok": summary["audit"]["ok"],
            "doctor_ok": summary["doctor"]["ok"],
        },
    )
    path.write_text(html, encoding="utf-8")


def answer_lines(services: Services, shots: Shots, question: dict[str, Any]) -> list[dict[str, Any]]:
    """The statements, safety lines and nearby text of one answer, each with its pictures."""
    said = [*question["statements"], *question["safety"], *question["nearby"]]
    return [line(services, shots, s["text"], s["module"], s["role"]) for s in said if s["module"]]


def asset_sections(services: Services, shots: Shots, asset: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections of one asset; connective phrases are shown with the file they come from, as everything is."""
    return [
        {
            "title": section["title"],
            "lines": [
                line(services, shots, s["text"], module, s["role"])
                for s in section["statements"]
                for module in s["modules"]
            ],
        }
        for section in asset["sections"]
    ]


def line(services: Services, shots: Shots, text: str, module_id: str, role: str) -> dict[str, Any]:
    """One sentence: its words, its module, what it depends on and the pictures of its source."""
    module = services.library.module(module_id)
    return {
        "text": text.replace("\t", "  |  "),
        "module": module_id,
        "role": role,
        "context": [c.replace("\t", "  |  ") for c in module.content.context],
        "pictures": [] if role == "phrase" else shots.of(module),
    }

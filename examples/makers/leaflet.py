"""WYNDRALIS patient leaflet (English, EU), in lay words. Planted here: T17, "no side effects" and adolescents."""

from __future__ import annotations

from examples.makers.materials import MATERIALS
from examples.makers.word import Word


def make() -> bytes:
    """B-leaflet.docx."""
    doc = Word(
        MATERIALS["B-leaflet.docx"], "Living with atopic eczema", "WYNDRALIS® (orvekitug) – Information for patients"
    )
    doc.title("Living well with atopic eczema", "A guide for people who have been prescribed WYNDRALIS®")
    doc.heading("What is WYNDRALIS?")
    doc.para(
        "WYNDRALIS is an injection that blocks a signal of the immune system that makes the skin itch and become inflamed. Your "
        "doctor has prescribed it for moderate-to-severe atopic dermatitis, also known as atopic eczema."
    )
    doc.para("WYNDRALIS has no side effects. It is suitable for adults and adolescents from 12 years of age.")
    doc.heading("How often do I use it?")
    doc.para(
        "The first dose is two injections. After that you use one injection every two weeks. After 16 weeks, if your skin is "
        "clear or almost clear, your doctor may decide on one injection every four weeks."
    )
    doc.heading("Using the pen, step by step")
    doc.numbered(
        [
            "Take the pen out of the refrigerator 45 minutes before use.",
            "Wash your hands and clean the skin of your thigh or belly, away from the navel.",
            "Pull off the cap and place the pen straight on the skin.",
            "Press until you hear the first click and hold until you hear the second click.",
            "Put the used pen into a sharps container. Choose another place next time.",
        ]
    )
    doc.page_break()
    doc.heading("Looking after your skin")
    doc.bullets(
        [
            "Use your emollient (moisturiser) every day, also when the skin looks clear.",
            "Take short, lukewarm baths or showers and pat the skin dry.",
            "Notice what makes your eczema worse, such as wool, heat or stress, and avoid it where you can.",
            "Keep your nails short; cool the skin rather than scratch.",
        ]
    )
    doc.heading("When to talk to your doctor")
    doc.table(
        [
            ("What you notice", "What to do"),
            ("Red, itchy or painful eyes", "Talk to your doctor; you may need an eye examination"),
            ("Rash, swelling or trouble breathing after an injection", "Get medical help at once"),
            ("You are planning a vaccination", "Tell your doctor or nurse beforehand"),
            ("You are pregnant or planning a pregnancy", "Ask your doctor for advice"),
            ("You have asthma", "Do not stop or change your asthma medicines without talking to your doctor"),
        ],
        "Call your doctor",
    )
    doc.para("Read the package leaflet that comes with your medicine. It has the full information.")
    return doc.finish()

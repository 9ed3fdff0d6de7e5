"""WYNDRALIS EU product information: Annex II, labelling (III.A) and package leaflet (III.B)."""

from __future__ import annotations

from examples.makers.pdf import Flow


def annex_two(flow: Flow) -> None:
    """Manufacturer and conditions."""
    flow.page_break()
    flow.heading("ANNEX II", 1)
    for title, text in (
        (
            "A. MANUFACTURER OF THE BIOLOGICAL ACTIVE SUBSTANCE AND MANUFACTURER RESPONSIBLE FOR BATCH RELEASE",
            "Brackenmoor Biologics, Harrowgate Site 2 (fictional).",
        ),
        (
            "B. CONDITIONS OR RESTRICTIONS REGARDING SUPPLY AND USE",
            "Medicinal product subject to medical prescription.",
        ),
        (
            "C. OTHER CONDITIONS AND REQUIREMENTS OF THE MARKETING AUTHORISATION",
            "Periodic safety update reports are submitted as required for this medicinal product.",
        ),
        (
            "D. CONDITIONS OR RESTRICTIONS WITH REGARD TO THE SAFE AND EFFECTIVE USE OF THE MEDICINAL PRODUCT",
            "The marketing authorisation holder performs the activities detailed in the agreed risk management plan.",
        ),
    ):
        flow.heading(title, 2)
        flow.para(text)


def annex_three_labelling(flow: Flow) -> None:
    """Annex III.A: particulars on the outer packaging and the pen."""
    flow.page_break()
    flow.heading("ANNEX III – LABELLING AND PACKAGE LEAFLET", 1)
    flow.heading("A. LABELLING", 1)
    flow.para("**PARTICULARS TO APPEAR ON THE OUTER PACKAGING – OUTER CARTON**")
    particulars = (
        ("1. NAME OF THE MEDICINAL PRODUCT", "Wyndralis 300 mg solution for injection in pre-filled pen. orvekitug"),
        ("2. STATEMENT OF ACTIVE SUBSTANCE", "One pre-filled pen contains 300 mg of orvekitug in 2 mL."),
        ("3. LIST OF EXCIPIENTS", "Histidine, arginine hydrochloride, polysorbate 80, water for injections."),
        ("4. PHARMACEUTICAL FORM AND CONTENTS", "Solution for injection. 1 pre-filled pen. 2 pre-filled pens."),
        ("5. METHOD AND ROUTE OF ADMINISTRATION", "Read the package leaflet before use. Subcutaneous use."),
        ("6. SPECIAL WARNING", "Keep out of the sight and reach of children."),
        ("8. EXPIRY DATE", "EXP"),
        ("9. SPECIAL STORAGE CONDITIONS", "Store in a refrigerator. Do not freeze. Keep the pen in the outer carton."),
        ("13. BATCH NUMBER", "Lot"),
    )
    for title, text in particulars:
        flow.heading(title, 2, keep=18)
        flow.para(text)


def annex_three_leaflet(flow: Flow) -> None:
    """Annex III.B: the package leaflet, in lay words."""
    flow.page_break()
    flow.heading("B. PACKAGE LEAFLET", 1)
    flow.para("**Package leaflet: Information for the patient**", size=12)
    flow.para("**Wyndralis 300 mg solution for injection in pre-filled pen** – orvekitug")
    flow.para(
        "▼ This medicine is subject to additional monitoring. This will allow quick identification of new safety information. "
        "You can help by reporting any side effects you may get. See the end of section 4 for how to report side effects."
    )
    flow.heading("1. What Wyndralis is and what it is used for", 2)
    flow.para(
        "Wyndralis is a medicine that blocks a signal of the immune system that makes the skin itch and become inflamed. It is "
        "used to treat adults with moderate-to-severe atopic dermatitis, also known as atopic eczema."
    )
    flow.heading("2. What you need to know before you use Wyndralis", 2)
    flow.para(
        "**Do not use Wyndralis** if you are allergic to orvekitug or any of the other ingredients of this medicine."
    )
    flow.para("**Warnings and precautions.** Talk to your doctor before using Wyndralis:")
    flow.bullets(
        [
            "if you have a worm infection in your gut (helminth infection)",
            "if you are due to have a vaccination; some vaccines should not be given while you use Wyndralis",
            "if you get eye problems, such as red, itchy or painful eyes",
            "if you have asthma: do not stop or change your asthma medicines without talking to your doctor",
        ]
    )
    flow.para(
        "**Pregnancy and breast-feeding.** If you are pregnant, think you may be pregnant or are planning to have a baby, ask "
        "your doctor for advice. There is not much experience with Wyndralis in pregnancy; it is better not to use it."
    )
    flow.para("**Children and adolescents.** Do not give this medicine to anyone younger than 18 years.")
    _leaflet_use(flow)


def _leaflet_use(flow: Flow) -> None:
    flow.heading("3. How to use Wyndralis", 2)
    flow.para(
        "The first dose is two injections (600 mg in total). After that you will use one injection (300 mg) every two weeks. "
        "After 16 weeks, if your skin is clear or almost clear, your doctor may decide that you need an injection every four "
        "weeks. Wyndralis is given by injection under your skin. Your doctor or nurse will show you how to use the pen."
    )
    flow.heading("4. Possible side effects", 2)
    flow.para("Like all medicines, this medicine can cause side effects, although not everybody gets them.")
    flow.bullets(
        [
            "**Common** (may affect up to 1 in 10 people): redness, swelling or pain where the injection was given; red and "
            "itchy eyes (conjunctivitis)",
            "**Uncommon** (may affect up to 1 in 100 people): allergic reactions; inflammation of the clear front of the eye "
            "(keratitis)",
        ]
    )
    flow.para("**Reporting of side effects.** If you get any side effects, talk to your doctor, pharmacist or nurse.")
    flow.heading("5. How to store Wyndralis", 2)
    flow.para(
        "Keep this medicine out of the sight and reach of children. Store in a refrigerator (2°C to 8°C). Do not freeze. You may "
        "keep the pen at room temperature (up to 25°C) for at most 14 days."
    )
    flow.heading("6. Contents of the pack and other information", 2)
    flow.para("The active substance is orvekitug. Each pen contains 300 mg in 2 mL. Packs contain 1 or 2 pens.")

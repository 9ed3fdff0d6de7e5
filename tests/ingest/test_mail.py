"""E-mails: told by their fields, read as the recipient reads them, attachments named and not read."""

from __future__ import annotations

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import READERS, read, sniff
from ingest.reading import Limits
from ingest.worker.sandbox import Sandbox
from library.errors import Refused
from library.models import PassageKind


def mail(html: str = "", plain: str = "", subject: str = "News", attach: bool = False) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "rep@example.com", "doctor@example.com", subject
    if plain:
        message.set_content(plain)
    if html:
        (message.add_alternative if plain else message.set_content)(html, subtype="html")
    if attach:
        message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="dose.pdf")
    return message.as_bytes()


def test_an_email_is_told_by_its_fields_and_a_text_about_one_is_not() -> None:
    assert READERS[sniff(mail(plain="Hello."), "x.eml")].module == "mail"
    assert sniff(b"From here on: a text.\nSubject: none of it.\n\nWords.", "x.txt") == "text/plain"
    assert sniff(b"Subject: Dosing\n\nTake it with food.", "x.txt") == "text/plain"


def test_the_html_part_is_read_before_the_plain_one_under_the_subject() -> None:
    data = mail("<p>Take <b>300&nbsp;mg</b> once daily.</p>", "plain words", subject="Gabe in Kürze: 推荐剂量")
    _, reading = read(data, "x.eml", Limits())
    assert [(p.kind, p.text) for p in reading.passages] == [
        (PassageKind.TITLE, "Gabe in Kürze: 推荐剂量"),
        (PassageKind.PARAGRAPH, "Take 300 mg once daily."),
    ]


def test_a_charset_that_is_not_utf8_is_decoded() -> None:
    head = b"From: a@example.com\nTo: b@example.com\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\n"
    _, reading = read(head + "Für über 65-Jährige.".encode("latin-1"), "x.eml", Limits())
    assert reading.passages[-1].text == "Für über 65-Jährige."


def test_attachments_are_told_and_not_read() -> None:
    _, reading = read(mail(plain="See attached.", attach=True), "x.eml", Limits())
    assert ["dose.pdf" in loss.message for loss in reading.losses] == [True]


def test_an_email_without_a_message_is_refused() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "only a file"
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="x.pdf")
    with pytest.raises(Refused):
        read(message.as_bytes(), "x.eml", Limits())


@given(st.binary(max_size=300))
def test_no_email_breaks_the_reader(body: bytes) -> None:
    head = b"From: a@example.com\nTo: b@example.com\nSubject: =?utf-8?Q?=FF?=\nContent-Type: text/html; charset=nonsense\n\n"
    with contextlib.suppress(Refused):
        read(head + body, "x.eml", Limits())


def test_it_is_read_in_the_sandbox_like_everything(sandbox: Sandbox) -> None:
    result = sandbox.read(mail("<p>Take 300 mg.</p>"), "x.eml")
    assert (result.reader, result.media_type) == ("mail", "message/rfc822")

"""E-mails (``.eml``) to blocks: the subject as title, then the message as the recipient reads it."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from ingest import text
from ingest.markup import web
from ingest.reading import Block, Limits, Raw
from library.errors import Refused
from library.models import Loss, PassageKind, SourceFacts


def read(data: bytes, limits: Limits) -> Raw:
    """Blocks of the HTML part, or of the plain one where there is none. Attachments are told as losses, not read.

    Raises Refused for a message without words.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage):
        raise Refused("ingest.broken", "The e-mail cannot be read.", "Save it again from your mail program.")
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        raise Refused("ingest.no_text", "The e-mail holds no message.", "Upload its attachments one by one.")
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise Refused("ingest.broken", "The e-mail cannot be read.", "Save it again from your mail program.")
    words = content.decode(body.get_content_charset("utf-8"), "replace").encode()
    inner: Raw = web.read(words, limits) if body.get_content_subtype() == "html" else text.read(words, limits)
    subject = " ".join(str(message.get("subject", "")).split())
    title = [Block(PassageKind.TITLE, subject, level=1, path="subject")] if subject else []
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    losses = [
        Loss(code="ingest.attachment", message=f"The attachment {name[:100]} was not read: upload it apart.")
        for name in attached
    ]
    facts = inner.facts.model_copy(update={"title": subject or inner.facts.title})
    return replace(
        inner, blocks=[*title, *inner.blocks], losses=(*inner.losses, *losses), facts=SourceFacts(**dict(facts))
    )

"""Whether an Ed25519 signature is good, asked in one place by the keyring and by the verifier of exported trails."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def is_signed(public: Ed25519PublicKey, message: bytes, signature: str) -> bool:
    """True if ``signature``, 128 hex digits in small letters as it was written, is that of ``public`` over ``message``.

    Capitals and blanks would decode to the same bytes; they are a change of what was signed for, and no signature.
    """
    try:
        signed = bytes.fromhex(signature)
        if signed.hex() != signature:
            return False
        public.verify(signed, message)
    except (InvalidSignature, ValueError):
        return False
    return True

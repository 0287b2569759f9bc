"""The keys of the examples, as the SDKs want them."""

import re
from pathlib import Path

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import RSAAlgorithm

SPECS = Path(__file__).parents[4] / "specs" / "catalogue"


def private_key(provider: str, passphrase: str | None = None) -> str:
    """The key in the spec of a provider, from JWK to PEM."""
    jwk = re.search(r"private_key: '(\{.*\})'", (SPECS / f"{provider}.yaml").read_text())[1]
    encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    return RSAAlgorithm.from_jwk(jwk).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode()


def certificate(provider: str) -> str:
    """The certificate in the spec of a provider."""
    text = re.search(r'certificate: "(-----BEGIN.*)"', (SPECS / f"{provider}.yaml").read_text())[1]
    return text.replace("\\n", "\n")

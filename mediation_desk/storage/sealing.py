"""The cryptography of the key file, all of it: what turns a password into something that opens.

An account has a key pair. Its private half is wrapped under the password (Argon2id, AES-256-GCM);
the store's data key is sealed to its public half (X25519, HKDF-SHA256, AES-256-GCM). So a changed
password re-wraps forty bytes, and a changed data key is sealed to everybody without anybody's
password. What a slot says about itself is bound into both as authenticated data.

The libraries are imported where they are used: an office without accounts opens without them.
"""

import secrets
from dataclasses import asdict, dataclass
from typing import Any

from mediation_desk.domain.passwords import normal

SUITE = "ARGON2ID-X25519-AES256GCM"
"""Named in every key file; another suite gets another name."""
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12


class Unopened(Exception):
    """The key does not open this: a wrong one, or the sealed bytes were altered."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a password costs."""

    memory_kib: int
    passes: int
    lanes: int

    def plain(self) -> dict[str, int]:
        """Return the cost as a key file holds it."""
        return asdict(self)

    @classmethod
    def of(cls, content: dict[str, Any]) -> "Cost":
        """Return the cost a key file names; one that would stop this machine is Unopened."""
        cost = cls(*(int(content[name]) for name in ("memory_kib", "passes", "lanes")))
        if not (8 * cost.lanes <= cost.memory_kib <= 1 << 20 and 0 < cost.passes <= 20):
            raise Unopened
        return cost


STANDARD = Cost(memory_kib=65536, passes=3, lanes=2)
"""Argon2id, 0.2–0.3 s on an office machine of today (RFC 9106, second recommendation)."""


def stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key a password stands for."""
    from argon2.low_level import Type, hash_secret_raw

    typed = normal(password).encode("utf-8", "surrogatepass")
    return hash_secret_raw(
        typed, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
    )


def wrap(key: bytes, secret: bytes, bound: bytes) -> bytes:
    """Return `secret` under `key`, with `bound` authenticated beside it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, bound)


def unwrap(key: bytes, wrapped: bytes, bound: bytes) -> bytes:
    """Return what `wrap` was given. Raises Unopened."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError) as error:
        raise Unopened from error


def public_of(private: bytes) -> bytes:
    """Return the public half of a private key (any 32 random bytes are one)."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, secret: bytes, bound: bytes) -> bytes:
    """Return `secret` sealed so that only the private half of `public` opens it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    sender = once.public_key().public_bytes_raw()
    return sender + wrap(_derived(shared, sender + public), secret, bound)


def unseal(private: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Return what `seal` was given. Raises Unopened."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    sender, wrapped = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(sender)
        )
    except ValueError as error:
        raise Unopened from error
    return unwrap(_derived(shared, sender + public_of(private)), wrapped, bound)


def private_of(secret: bytes) -> bytes:
    """Return the private key of a recovery secret, which is random and needs no stretching."""
    return _derived(secret, b"recovery")


def password_hash(password: str) -> bytes:
    """Return what recognises this password later without telling it."""
    import argon2

    hasher = argon2.PasswordHasher(STANDARD.passes, STANDARD.memory_kib, STANDARD.lanes)
    return hasher.hash(normal(password).encode("utf-8", "surrogatepass")).encode()


def is_password(password: str, known: bytes) -> bool:
    """Tell whether `password_hash` was given this password."""
    import argon2

    try:
        typed = normal(password).encode("utf-8", "surrogatepass")
        return argon2.PasswordHasher().verify(known, typed)
    except argon2.exceptions.VerifyMismatchError:
        return False


def _derived(secret: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, None, b"mediation-desk " + purpose).derive(secret)

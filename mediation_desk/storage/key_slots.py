"""The slots of a key file: made for an account or the office safe, opened, sealed anew."""

import json
import secrets
from dataclasses import dataclass, field

from mediation_desk.storage import sealing
from mediation_desk.storage.key_file import FORMAT, Slot
from mediation_desk.storage.sealing import Cost


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What an opened slot gives: the data key, and the private key that opens older files too."""

    key: bytes = field(repr=False)
    account_id: str = ""
    private: bytes = field(default=b"", repr=False)


def open_slot(key: bytes) -> Slot:
    """Return the slot of an office without accounts: the key as it is."""
    return {"kind": "open", "key": key.hex()}


def password_slot(account_id: str, login: str, password: str, key: bytes) -> Slot:
    """Return an account's slot with a new key pair; `login` is the hashed name."""
    slot: Slot = {"kind": "password", "account": account_id, "login": login}
    private = secrets.token_bytes(sealing.KEY_BYTES)
    slot["public"] = sealing.public_of(private).hex()
    return sealed(_under(slot, private, password), key)


def with_password(slot: Slot, private: bytes, password: str) -> Slot:
    """Return the slot under another password: its key pair and data key stay as they are."""
    return _under(slot, private, password)


def recovery_slot(secret: bytes, key: bytes) -> Slot:
    """Return the slot that the printed recovery key opens."""
    public = sealing.public_of(sealing.private_of(secret))
    return sealed({"kind": "recovery", "public": public.hex()}, key)


def sealed(slot: Slot, key: bytes) -> Slot:
    """Return the slot with a data key sealed to it, in place of any it held."""
    public = bytes.fromhex(slot["public"])
    return {**slot, "key": sealing.seal(public, key, _bound(slot, "key")).hex()}


def open_with_password(slot: Slot, password: str) -> Unlocked:
    """Return what the slot holds. Raises Unopened."""
    kek = sealing.stretch(password, bytes.fromhex(slot["salt"]), Cost.of(slot["cost"]))
    private = sealing.unwrap(kek, bytes.fromhex(slot["private"]), _bound(slot, "private"))
    return open_with_private(slot, private)


def open_with_private(slot: Slot, private: bytes) -> Unlocked:
    """Return what the slot holds for whoever has its private key. Raises Unopened."""
    key = sealing.unseal(private, bytes.fromhex(slot["key"]), _bound(slot, "key"))
    return Unlocked(key, slot.get("account", ""), private)


def pretend(password: str) -> None:
    """Take the time of opening a slot, for a name that has none."""
    sealing.stretch(password, bytes(sealing.SALT_BYTES), sealing.STANDARD)


def _under(slot: Slot, private: bytes, password: str) -> Slot:
    salt = secrets.token_bytes(sealing.SALT_BYTES)
    made = {**slot, "salt": salt.hex(), "cost": sealing.STANDARD.plain()}
    kek = sealing.stretch(password, salt, sealing.STANDARD)
    return {**made, "private": sealing.wrap(kek, private, _bound(made, "private")).hex()}


def _bound(slot: Slot, part: str) -> bytes:
    """Return what a slot says about itself, authenticated with what it holds.

    Of a password's parameters only the wrapped private key depends; the sealed data key outlives
    them.
    """
    marks = ["kind", "account", "login", "public"]
    if part == "private":
        marks += ["salt", "cost"]
    told = {name: slot[name] for name in marks if name in slot}
    told |= {"part": part, "format": FORMAT, "suite": sealing.SUITE}
    return json.dumps(told, sort_keys=True).encode()

"""The slots of a key file: made for an account or the office safe, opened, sealed anew."""

import json
import secrets
from dataclasses import dataclass, field

from mediation_desk.storage import sealing
from mediation_desk.storage.key_file import FORMAT, Slot
from mediation_desk.storage.sealing import Cost, Unopened


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What an opened slot gives: the data key, and the private key that opens older files too.

    `next_key` is there while a change of the data key is under way or was cut short.
    """

    key: bytes = field(repr=False)
    next_key: bytes | None = field(default=None, repr=False)
    account_id: str = ""
    private: bytes = field(default=b"", repr=False)


def open_slot(key: bytes) -> Slot:
    """Return the slot of an office without accounts: the key as it is."""
    return {"kind": "open", "key": key.hex()}


def password_slot(account_id: str, login: str, password: str, keys: Unlocked) -> Slot:
    """Return an account's slot with a new key pair; `login` is the hashed name."""
    slot: Slot = {"kind": "password", "account": account_id, "login": login}
    private = secrets.token_bytes(sealing.KEY_BYTES)
    slot["public"] = sealing.public_of(private).hex()
    return _sealed(_under(slot, private, password), keys)


def with_password(slot: Slot, private: bytes, password: str) -> Slot:
    """Return the slot under another password: its key pair and data key stay as they are."""
    return _under(slot, private, password)


def recovery_slot(secret: bytes, keys: Unlocked) -> Slot:
    """Return the slot that the printed recovery key opens."""
    public = sealing.public_of(sealing.private_of(secret))
    return _sealed({"kind": "recovery", "public": public.hex()}, keys)


def sealed_anew(slot: Slot, keys: Unlocked) -> Slot:
    """Return the slot with the data keys sealed to it afresh; an open slot stays as it is."""
    return slot if slot["kind"] == "open" else _sealed(slot, keys)


def open_with_password(slot: Slot, password: str) -> Unlocked:
    """Return what the slot holds. Raises Unopened."""
    kek = sealing.stretch(password, bytes.fromhex(slot["salt"]), Cost.of(slot["cost"]))
    private = sealing.unwrap(kek, bytes.fromhex(slot["private"]), _bound(slot, "private"))
    return open_with_private(slot, private)


def open_with_private(slot: Slot, private: bytes) -> Unlocked:
    """Return what the slot holds for whoever has its private key. Raises Unopened."""
    key, next_key = (
        sealing.unseal(private, bytes.fromhex(slot[part]), _bound(slot, "key"))
        if part in slot
        else None
        for part in ("key", "next")
    )
    if key is None:
        raise Unopened
    return Unlocked(key, next_key, slot.get("account", ""), private)


def pretend(password: str) -> None:
    """Take the time of opening a slot, for a name that has none."""
    sealing.stretch(password, bytes(sealing.SALT_BYTES), sealing.STANDARD)


def _under(slot: Slot, private: bytes, password: str) -> Slot:
    salt = secrets.token_bytes(sealing.SALT_BYTES)
    made = {**slot, "salt": salt.hex(), "cost": sealing.STANDARD.plain()}
    kek = sealing.stretch(password, salt, sealing.STANDARD)
    return {**made, "private": sealing.wrap(kek, private, _bound(made, "private")).hex()}


def _sealed(slot: Slot, keys: Unlocked) -> Slot:
    public = bytes.fromhex(slot["public"])
    made = {name: value for name, value in slot.items() if name not in ("key", "next")}
    for part, key in (("key", keys.key), ("next", keys.next_key)):
        if key is not None:
            made[part] = sealing.seal(public, key, _bound(slot, "key")).hex()
    return made


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

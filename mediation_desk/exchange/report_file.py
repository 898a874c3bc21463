"""A submitted report as one file for the office above: signed, complete, without a person's name.

The file is a line naming the format, a line with the signature, and packed JSON. The signature
(Ed25519, by the sending office's own key) covers the packed bytes as they are; the sender's public
key stands inside. Reading executes nothing, unpacks no more than MOST_BYTES and follows no nesting
deeper than a table's headings.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from mediation_desk.errors import InvalidInput

SUFFIX = ".sbwj"
"""上报文件."""

MOST_PACKED = 32 * 2**20
MOST_BYTES = 256 * 2**20
"""A county's year of a hundred thousand cases takes a tenth of it."""

_FORMAT = b"mediation-desk-report 1\n"
_SIGNATURE_LINE = 128 + 1


class Received(NamedTuple):
    """What a file says, whose key signed it (hex), and the hash that names the file."""

    body: Mapping[str, Any]
    public_key: str
    digest: str


def new_key() -> tuple[str, str]:
    """Return a new private key for signing and its public half, in hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex()


def pack(body: Mapping[str, Any], private_key: str) -> bytes:
    """Return the file; the same body and key give the same bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    text = json.dumps({**body, "key": public}, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode(), 9)
    return _FORMAT + private.sign(packed).hex().encode() + b"\n" + packed


def unpack(data: bytes) -> Received:
    """Return what a file holds. Raises InvalidInput for one that is no such file or was altered."""
    if len(data) > MOST_PACKED:
        raise _refusal(f"这个文件有 {len(data) // 2**20} MB，不像上报文件，没有读取。")
    if not data.startswith(_FORMAT):
        raise _refusal("这不是上报文件，没有读取。", "请选择对方用“存上报文件”生成的文件。")
    start = len(_FORMAT)
    line, packed = data[start : start + _SIGNATURE_LINE], data[start + _SIGNATURE_LINE :]
    body = _body(packed)
    public = _verified(line, packed, body)
    return Received(body, public, sha256(data).hexdigest())


def _body(packed: bytes) -> Mapping[str, Any]:
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(packed, MOST_BYTES)
        if reader.unconsumed_tail or not reader.eof or reader.unused_data:
            raise _damaged()
        body = json.loads(text)
    except (zlib.error, ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(body, dict):
        raise _damaged()
    return body


def _verified(line: bytes, packed: bytes, body: Mapping[str, Any]) -> str:
    """Return the public key in hex. Raises InvalidInput where the signature is not by it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = base64.b64decode(str(body.get("key", "")), validate=True)
        signature = bytes.fromhex(line.decode("ascii").removesuffix("\n"))
        Ed25519PublicKey.from_public_bytes(public).verify(signature, packed)
    except (ValueError, InvalidSignature) as error:
        raise _damaged() from error
    return public.hex()


def _damaged() -> InvalidInput:
    return _refusal("上报文件损坏或者被改过，没有收入。", "请对方重新存一份，再用 U 盘带来。")


def _refusal(sentence: str, hint: str = "") -> InvalidInput:
    return InvalidInput({"file": sentence}, sentence, hint)

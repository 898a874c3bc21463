"""Accounts (账户): who may sign in and as what. Passwords are not here but in the key file."""

from sqlalchemy import Column, LargeBinary, String, Table

from mediation_desk.storage.tables.base import (
    Instant,
    Json,
    flag,
    key,
    link,
    metadata,
    revision,
    text,
)

account = Table(
    "account",
    metadata,
    key(),
    Column("login", String(64), nullable=False, unique=True),
    text("name"),
    Column("roles", Json, nullable=False),
    link("mediator_id", "mediator", required=False, index=False),
    flag("active", default=True),
    flag("must_change"),
    Column("password_changed_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("last_sign_in_at", Instant),
    *revision(),
)
"""An account is never deleted, so that its login is never given to somebody else."""

former_password = Table(
    "former_password",
    metadata,
    key(),
    link("account_id", "account"),
    Column("hash", LargeBinary, nullable=False),
    Column("set_at", Instant, nullable=False),
)
"""Argon2 hashes of the passwords an account has had, the present one last."""

"""Accounts of customers: one-time secrets, second factors, a phone, counters of every door."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for name, kind in _ACCOUNT.items():
        op.add_column("account", sa.Column(name, kind, nullable=True))
    op.alter_column("account", "password_hash", nullable=True)
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_account_id"), "recovery_code", ["account_id"])
    op.create_table(
        "one_time_secret",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("flow_hash", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("used_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose in ('signup', 'login', 'change_email', 'claim', 'reset', 'invite')",
            name=op.f("ck_one_time_secret_purpose"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_one_time_secret_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_secret")),
        sa.UniqueConstraint("flow_hash", name=op.f("uq_one_time_secret_flow_hash")),
    )
    for column in ("account_id", "email", "expires_at"):
        op.create_index(op.f(f"ix_one_time_secret_{column}"), "one_time_secret", [column])
    # What was counted is of the last quarter of an hour: it may begin anew.
    op.drop_table("login_failure")
    op.create_table(
        "try_counter",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_try_counter")),
    )


def downgrade() -> None:
    op.drop_table("try_counter")
    op.create_table(
        "login_failure",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_failure")),
    )
    op.drop_table("one_time_secret")
    op.drop_table("recovery_code")
    # Who was invited and has chosen none gets a hash that no password has.
    op.execute("update account set password_hash = '' where password_hash is null")
    op.alter_column("account", "password_hash", nullable=False)
    for name in _ACCOUNT:
        op.drop_column("account", name)


_ACCOUNT: dict[str, sa.types.TypeEngine[str] | sa.types.TypeEngine[int]] = {
    "phone": sa.String(),
    "totp_secret": sa.String(),
    "totp_pending": sa.String(),
    "totp_step": sa.BigInteger(),
}

"""Staff and their logins, and what the counter writes down: notes, proofs, runs, swaps, moves of lots."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "role in ('customer', 'driver', 'florist', 'manager', 'owner')", name=op.f("ck_account_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "login_failure",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_failure")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
    )
    op.create_index(op.f("ix_login_session_account_id"), "login_session", ["account_id"], unique=False)
    op.create_table(
        "order_note",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_note_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_note")),
    )
    op.create_index(op.f("ix_order_note_order_id"), "order_note", ["order_id"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("driver_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["driver_id"], ["account.id"], name=op.f("fk_run_driver_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_date"), "run", ["date"], unique=False)
    op.create_table(
        "lot_move",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind in ('received', 'counted', 'wasted', 'short')", name=op.f("ck_lot_move_kind")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["stem_lot.id"], name=op.f("fk_lot_move_lot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot_move")),
    )
    op.create_index(op.f("ix_lot_move_at"), "lot_move", ["at"], unique=False)
    op.create_index(op.f("ix_lot_move_lot_id"), "lot_move", ["lot_id"], unique=False)
    op.create_table(
        "refresh_token",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("used_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["login_session.id"], name=op.f("fk_refresh_token_session_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_refresh_token")),
    )
    op.create_index(op.f("ix_refresh_token_session_id"), "refresh_token", ["session_id"], unique=False)
    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_photo_delivery_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
    )
    op.create_index(op.f("ix_photo_delivery_id"), "photo", ["delivery_id"], unique=False)
    op.create_table(
        "run_stop",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_run_stop_delivery_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_stop_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_run_stop")),
    )
    op.create_index(op.f("ix_run_stop_run_id_position"), "run_stop", ["run_id", "position"], unique=False)
    op.create_table(
        "stem_swap",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("stem_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_stem_swap_quantity")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_stem_swap_delivery_id")),
        sa.ForeignKeyConstraint(["stem_id"], ["stem.id"], name=op.f("fk_stem_swap_stem_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["stem.id"], name=op.f("fk_stem_swap_substitute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stem_swap")),
    )
    op.create_index(op.f("ix_stem_swap_delivery_id"), "stem_swap", ["delivery_id"], unique=False)
    op.create_table(
        "delivery_proof",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_proof_delivery_id")),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"], name=op.f("fk_delivery_proof_photo_id")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_delivery_proof")),
    )
    op.add_column("letter", sa.Column("order_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_letter_order_id"), "letter", ["order_id"], unique=False)
    op.add_column(
        "order_line", sa.Column("cancelled", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("orders", sa.Column("credit", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_index(
        "ix_order_move_confirmed",
        "order_move",
        ["at"],
        postgresql_where=sa.text("to_status = 'confirmed' and delivery_id is null"),
    )
    op.create_check_constraint(op.f("ck_orders_credit"), "orders", "0 <= credit and credit <= total")
    op.create_check_constraint(
        op.f("ck_order_line_cancelled"), "order_line", "0 <= cancelled and cancelled <= quantity"
    )


def downgrade() -> None:
    op.drop_index("ix_order_move_confirmed", table_name="order_move")
    op.drop_column("orders", "credit")
    op.drop_column("order_line", "cancelled")
    op.drop_index(op.f("ix_letter_order_id"), table_name="letter")
    op.drop_column("letter", "order_id")
    op.drop_table("delivery_proof")
    op.drop_index(op.f("ix_stem_swap_delivery_id"), table_name="stem_swap")
    op.drop_table("stem_swap")
    op.drop_index(op.f("ix_run_stop_run_id_position"), table_name="run_stop")
    op.drop_table("run_stop")
    op.drop_index(op.f("ix_photo_delivery_id"), table_name="photo")
    op.drop_table("photo")
    op.drop_index(op.f("ix_refresh_token_session_id"), table_name="refresh_token")
    op.drop_table("refresh_token")
    op.drop_index(op.f("ix_lot_move_lot_id"), table_name="lot_move")
    op.drop_index(op.f("ix_lot_move_at"), table_name="lot_move")
    op.drop_table("lot_move")
    op.drop_index(op.f("ix_run_date"), table_name="run")
    op.drop_table("run")
    op.drop_index(op.f("ix_order_note_order_id"), table_name="order_note")
    op.drop_table("order_note")
    op.drop_index(op.f("ix_login_session_account_id"), table_name="login_session")
    op.drop_table("login_session")
    op.drop_table("login_failure")
    op.drop_table("account")

"""What a buyer wants where a flower is not good enough, proposals to her, and surges by date."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"

_CHOICES = "substitution in ('match_color', 'match_flower', 'ask', 'refund')"
_AGREED = "agreed in ('', 'choice', 'buyer', 'silence')"
_STATES = "state in ('proposed', 'approved', 'declined', 'lapsed', 'withdrawn')"


def upgrade() -> None:
    choice = sa.Column("substitution", sa.String(), server_default="match_color", nullable=False)
    op.add_column("orders", choice)
    op.create_check_constraint(op.f("ck_orders_substitution"), "orders", _CHOICES)
    op.add_column("stem_swap", sa.Column("taken", sa.Integer(), nullable=True))
    op.execute("update stem_swap set taken = quantity")
    op.alter_column("stem_swap", "taken", nullable=False)
    op.create_check_constraint(op.f("ck_stem_swap_taken"), "stem_swap", "taken > 0")
    op.add_column("stem_swap", sa.Column("agreed", sa.String(), server_default="", nullable=False))
    op.create_check_constraint(op.f("ck_stem_swap_agreed"), "stem_swap", _AGREED)
    surge = sa.Column("surge", sa.Integer(), server_default=sa.text("0"), nullable=False)
    op.add_column("delivery", surge)
    op.add_column("delivery", sa.Column("surge_name", sa.String(), server_default="", nullable=False))
    op.create_check_constraint(op.f("ck_delivery_surge"), "delivery", "0 <= surge and surge <= fee")
    _surges()
    _proposals()


def _surges() -> None:
    op.create_table(
        "surge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(), server_default="", nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_surge_days")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_surge_amount")),
        sa.ForeignKeyConstraint(["zone_id"], ["zone.id"], name=op.f("fk_surge_zone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surge")),
    )


def _proposals() -> None:
    op.create_table(
        "substitution_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("making_day", sa.Date(), nullable=False),
        sa.Column("swaps", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="proposed", nullable=False),
        sa.Column("by_default", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_STATES, name=op.f("ck_substitution_proposal_state")),
        sa.CheckConstraint(
            "by_default in ('make', 'refund')", name=op.f("ck_substitution_proposal_by_default")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (answered_at is null)", name=op.f("ck_substitution_proposal_answered")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_substitution_proposal_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution_proposal")),
    )
    op.create_index(op.f("ix_substitution_proposal_delivery_id"), "substitution_proposal", ["delivery_id"])
    op.create_index(
        "uq_substitution_proposal_open",
        "substitution_proposal",
        ["delivery_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )


def downgrade() -> None:
    op.drop_table("substitution_proposal")
    op.drop_table("surge")
    op.drop_column("delivery", "surge_name")
    op.drop_column("delivery", "surge")
    op.drop_column("stem_swap", "agreed")
    op.drop_column("stem_swap", "taken")
    op.drop_column("orders", "substitution")

"""Campaigns and whom they go to, addresses that get no more letters, and what customers have agreed to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _letter_states("'queued', 'sent', 'dead', 'dropped'")
    op.add_column(
        "letter", sa.Column("unanswered", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("shop", sa.Column("review_url", sa.String(), server_default="", nullable=False))
    op.add_column("preference", sa.Column("newsletter_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("preference", sa.Column("newsletter_from", sa.String(), server_default="", nullable=False))
    op.add_column(
        "preference", sa.Column("reviews", sa.Boolean(), server_default=sa.text("true"), nullable=False)
    )
    _campaigns()
    op.create_table(
        "suppression",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("address_hash", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), server_default="", nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "why in ('bounced', 'unsubscribed', 'complained')", name=op.f("ck_suppression_why")
        ),
        sa.CheckConstraint(
            "topic in ('', 'reminders', 'news', 'reviews')", name=op.f("ck_suppression_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
        sa.UniqueConstraint("address_hash", "topic", name=op.f("uq_suppression_address_hash_topic")),
    )


def _campaigns() -> None:
    states = "state in ('draft', 'sending', 'paused', 'sent', 'cancelled')"
    op.create_table(
        "campaign",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("preheader", sa.String(), server_default="", nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("products", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("code", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="draft", nullable=False),
        sa.Column("queued_to", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(states, name=op.f("ck_campaign_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "campaign_recipient",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'sent', 'skipped', 'failed')", name=op.f("ck_campaign_recipient_state")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_recipient_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_campaign_recipient_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_recipient")),
        sa.UniqueConstraint(
            "campaign_id", "account_id", name=op.f("uq_campaign_recipient_campaign_id_account_id")
        ),
    )
    op.create_index(
        op.f("ix_campaign_recipient_campaign_id_state_id"),
        "campaign_recipient",
        ["campaign_id", "state", "id"],
    )


def _letter_states(states: str) -> None:
    op.drop_constraint(op.f("ck_letter_state"), "letter")
    op.create_check_constraint(op.f("ck_letter_state"), "letter", f"state in ({states})")


def downgrade() -> None:
    op.execute("update letter set state = 'dead' where state = 'dropped'")
    _letter_states("'queued', 'sent', 'dead'")
    op.drop_table("suppression")
    op.drop_table("campaign_recipient")
    op.drop_table("campaign")
    for name in ("reviews", "newsletter_from", "newsletter_at"):
        op.drop_column("preference", name)
    op.drop_column("shop", "review_url")
    op.drop_column("letter", "unanswered")

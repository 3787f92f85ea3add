"""What drivers' phones have said, so that the same may be said again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "driver_deed",
        sa.Column("delivery_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("said_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("heard_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint("outcome in ('delivered', 'failed')", name=op.f("ck_driver_deed_outcome")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_driver_deed_delivery_id")),
        sa.PrimaryKeyConstraint("delivery_id", "outcome", "said_at", name=op.f("pk_driver_deed")),
    )


def downgrade() -> None:
    op.drop_table("driver_deed")

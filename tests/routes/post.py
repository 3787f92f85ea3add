"""What a person finds in her mail: codes and links, derived as the letter's job derives them."""

from backend import db
from backend.shop.accounts.letters import SecretFacts, secret_facts
from backend.shop.kit import clock
from tests.routes.buying import facts


def letter_to(email: str, purpose: str) -> SecretFacts | None:
    """The newest letter of this purpose to an address; None when its job sends none."""
    newest = "select id from one_time_secret where email = :email and purpose = :purpose"
    [(secret_id,)] = facts(f"{newest} order by created_at desc limit 1", email=email, purpose=purpose)
    with db.transaction() as session:
        return secret_facts(session, secret_id=secret_id, now=clock.now())


def code_to(email: str, purpose: str) -> str:
    letter = letter_to(email, purpose)
    assert letter is not None
    return letter.code


def token_to(email: str, purpose: str) -> str:
    letter = letter_to(email, purpose)
    assert letter is not None
    return letter.token


def another(code: str) -> str:
    """A code of six digits that is not this one."""
    return f"{(int(code) + 1) % 10**6:06}"

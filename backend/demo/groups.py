"""The categories, occasions and colors of the demo shop, in the order in which they are shown."""

from sqlalchemy.orm import Session

from backend.shop.catalog import services

CATEGORIES = {
    "mixed-bouquets": "Bouquets",
    "roses": "Roses",
    "seasonal": "Seasonal",
    "tulips": "Tulips",
    "lilies": "Lilies",
    "orchids": "Orchids",
    "tropical": "Tropical",
    "plants": "Plants",
    "sympathy": "Sympathy",
    "wedding": "Wedding",
    "gifts": "Gifts",
}
OCCASIONS = {
    "birthday": "Birthday",
    "thank-you": "Thank you",
    "love": "Love",
    "anniversary": "Anniversary",
    "get-well": "Get well",
    "new-baby": "New baby",
    "congratulations": "Congratulations",
    "sympathy": "Sympathy",
    "just-because": "Just because",
    "mothers-day": "Mother's Day",
    "valentines": "Valentine's Day",
    "wedding": "Wedding",
}
COLORS = (
    "red",
    "burgundy",
    "coral",
    "orange",
    "peach",
    "yellow",
    "cream",
    "white",
    "blush",
    "pink",
    "lavender",
    "purple",
    "blue",
    "green",
)


def add_groups(session: Session) -> None:
    for position, (slug, name) in enumerate(CATEGORIES.items()):
        services.add_category(session, slug=slug, name=name, position=position)
    for position, (slug, name) in enumerate(OCCASIONS.items()):
        services.add_occasion(session, slug=slug, name=name, position=position)
    for position, slug in enumerate(COLORS):
        services.add_color(session, slug=slug, name=slug.capitalize(), position=position)

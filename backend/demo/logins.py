"""The logins of the demo shop, as `make run` prints them; a start reads it, so it imports nothing."""

PASSWORD = "flowers-every-day"
LOGINS = (
    ("iris@posy.example", "Iris Vance", "owner"),
    ("mara@posy.example", "Mara Lindqvist", "manager"),
    ("wren@posy.example", "Wren Abbott", "florist"),
    ("otis@posy.example", "Otis Bell", "driver"),
)
CUSTOMER = ("nora@posy.example", "Nora Finch")

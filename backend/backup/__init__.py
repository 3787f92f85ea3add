"""A whole shop in one file, and back: database, pictures and the key that signs its letters' links."""

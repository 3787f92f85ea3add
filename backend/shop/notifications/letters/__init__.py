"""What each letter says, typed by its audience: what a type does not hold, its template cannot tell."""

"""Reads form-encoded parameters with nested brackets, and refuses in the provider's words what is amiss."""

import re
from collections.abc import Iterable
from typing import Any

from backend.sandbox.refusal import Refusal
from backend.sandbox.store import Json

# (docs) Limits of metadata; (guess) those of other texts.
METADATA_KEYS, METADATA_KEY_LENGTH, METADATA_VALUE_LENGTH = 50, 40, 500
URL = re.compile(r"https?://[^/?#\s]+\S*", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def decode(pairs: Iterable[tuple[str, str]]) -> Json:
    """`a[0][b]=1` becomes `{"a": [{"b": "1"}]}`; every leaf stays text, as on the wire."""
    tree: Json = {}
    for name, value in pairs:
        head, *steps = [name.split("[", 1)[0], *re.findall(r"\[([^\[\]]*)\]", name)]
        node, key = tree, head
        for step in steps:
            node = node.setdefault(key, {})
            if not isinstance(node, dict):
                raise Refusal(f"Invalid parameter name: {name}", param=head)
            key = step or str(len(node))
        node[key] = value
    return {name: _lists(value) for name, value in tree.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(child) for name, child in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner


class Parameters:
    """One level of a request's parameters; `path` names it in a refusal, as `line_items[0]` does."""

    def __init__(self, values: Any, *, path: str = "") -> None:
        self._path = path
        if not isinstance(values, dict):
            raise Refusal(f"Invalid object: {path} must be a hash", param=path)
        self._values: Json = values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def path(self, name: str) -> str:
        return f"{self._path}[{name}]" if self._path else name

    @property
    def values(self) -> Json:
        """What was sent at this level, as decoded."""
        return self._values

    def require(self, name: str) -> None:
        if name not in self._values:
            param = self.path(name)
            raise Refusal(f"Missing required param: {param}.", code="parameter_missing", param=param)

    def text(self, name: str, *, limit: int = 5000) -> str | None:
        value = self._values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            raise Refusal(f"Invalid string: {self.path(name)}", param=self.path(name))
        if len(value) > limit:
            message = f"Invalid string: must be at most {limit} characters"
            raise Refusal(message, code="parameter_invalid_string_too_long", param=self.path(name))
        return value

    def integer(self, name: str, *, minimum: int = 0) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", value):
            raise Refusal(
                f"Invalid integer: {value[:40]}", code="parameter_invalid_integer", param=self.path(name)
            )
        if int(value) < minimum:
            message = f"This value must be greater than or equal to {minimum}."
            raise Refusal(message, code="parameter_invalid_integer", param=self.path(name))
        return int(value)

    def url(self, name: str) -> str | None:
        value = self.text(name)
        if value is not None and not URL.fullmatch(value):
            raise Refusal("Not a valid URL", code="url_invalid", param=self.path(name))
        return value

    def email(self, name: str) -> str | None:
        value = self.text(name, limit=800)
        if value is not None and not EMAIL.fullmatch(value):
            raise Refusal(f"Invalid email address: {value}", code="email_invalid", param=self.path(name))
        return value

    def metadata(self, name: str = "metadata") -> dict[str, str]:
        if self._values.get(name, "") == "":
            return {}
        inner = self.child(name)
        if len(inner._values) > METADATA_KEYS:
            raise Refusal(f"Metadata can have up to {METADATA_KEYS} keys.", param=self.path(name))
        for key in inner._values:
            if len(key) > METADATA_KEY_LENGTH:
                message = f"Metadata keys can have up to {METADATA_KEY_LENGTH} characters."
                raise Refusal(message, param=self.path(name))
        found = {key: inner.text(key, limit=METADATA_VALUE_LENGTH) for key in inner._values}
        return {key: value for key, value in found.items() if value is not None}

    def nested(self, name: str) -> bool:
        return isinstance(self._values.get(name), dict)

    def child(self, name: str) -> "Parameters":
        self.require(name)
        return Parameters(self._values[name], path=self.path(name))

    def children(self, name: str) -> "list[Parameters]":
        values = self._values.get(name, [])
        if not isinstance(values, list):
            raise Refusal("Invalid array", param=self.path(name))
        return [Parameters(value, path=f"{self.path(name)}[{at}]") for at, value in enumerate(values)]

    def texts(self, name: str) -> list[str]:
        values = self._values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise Refusal("Invalid array", param=self.path(name))
        return values

"""The API document names a model by its class alone, and the second of a name would replace the first."""

from collections import Counter

from pydantic import BaseModel

import backend.app  # noqa: F401  # gathers every schema
from backend.routes.schemas.common import Strict


def test_each_model_of_the_contract_has_a_name_of_its_own() -> None:
    found: list[type[BaseModel]] = [Strict]
    for model in found:
        found += model.__subclasses__()
    ours = [model for model in found if model.__module__.startswith("backend.")]
    counted = Counter(model.__name__ for model in ours)
    assert len(ours) > 100
    assert [name for name, count in counted.items() if count > 1] == []

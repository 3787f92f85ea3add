"""The API document: two shapes of one name would silently be one."""

import importlib
import pkgutil
from collections import Counter

from pydantic import BaseModel

from backend.routes import schemas


def test_no_two_shapes_share_a_name() -> None:
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(schemas.__path__, f"{schemas.__name__}.")
    ]
    shapes = {
        shape
        for module in modules
        for shape in vars(module).values()
        if isinstance(shape, type) and issubclass(shape, BaseModel)
    }
    assert [name for name, times in Counter(each.__name__ for each in shapes).items() if times > 1] == []

"""What every page in one HTML file is made with: its parts, its template, and the policy that it has."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def read_part(package: str, name: str) -> str:
    """Return a file of a package's `templates`: a style, a script or a template."""
    return (files(package) / "templates" / name).read_text(encoding="utf-8")


def source_of(text: str) -> str:
    """Return what a content security policy calls a style or a script that stands in the page itself."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def template_of(package: str, name: str, filters: Mapping[str, Callable[..., object]]) -> "Template":
    """Return a template in which all text is escaped, and a name that it is not given is an error."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= filters
    return environment.from_string(read_part(package, name))

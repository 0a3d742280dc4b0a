"""What may be built from the web page, and how much may be dropped there."""

import ipaddress
import re
from typing import Self

from pydantic import Field, field_validator, model_validator

from coachkit.config.section import Section


class WebSettings(Section):
    """What team leads may do from the page beyond what the library itself holds."""

    folders: tuple[str, ...] = ()
    """Folders that may be built from the page, as seen from the settings' own file."""
    uploads: str | None = Field(default=None, min_length=1)
    """Where dropped files are put, as seen from the settings' own file; else `uploads` beside the library."""
    max_file_mb: float = Field(default=500.0, gt=0)
    """Megabytes of one dropped file."""
    max_files: int = Field(default=200, ge=1)
    """Files that are dropped at once."""
    max_total_mb: float = Field(default=2_000.0, gt=0)
    """Megabytes of all files that are dropped at once."""

    proxy_addresses: tuple[str, ...] = ()
    """Addresses of a server in front that is trusted, as `127.0.0.1` or `10.1.0.0/24`."""
    proxy_header: str | None = None
    """The header in which it says who asks, as `X-Remote-User`."""
    password_login: bool = True
    """Whether people may log in with a password, and not by the server in front alone."""

    @field_validator("folders")
    @classmethod
    def _named_folders(cls, folders: tuple[str, ...]) -> tuple[str, ...]:
        if any(not folder.strip() for folder in folders):
            raise ValueError("web.folders: a folder has no name")
        if repeated := [folder for n, folder in enumerate(folders) if folder in folders[:n]]:
            raise ValueError(f"web.folders: “{repeated[0]}” is there twice")
        return folders

    @model_validator(mode="after")
    def _one_file_fits(self) -> Self:
        if self.max_file_mb > self.max_total_mb:
            raise ValueError("web: max_file_mb must not be more than max_total_mb")
        return self

    @field_validator("proxy_addresses")
    @classmethod
    def _addresses(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        for address in addresses:
            try:
                ipaddress.ip_network(address)
            except ValueError:
                raise ValueError(f"web.proxy_addresses: “{address}” is no address, as 127.0.0.1") from None
        return addresses

    @field_validator("proxy_header")
    @classmethod
    def _header(cls, header: str | None) -> str | None:
        if header is not None and not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", header):
            raise ValueError(f"web.proxy_header: “{header}” is no name of a header, as X-Remote-User")
        return header

    @model_validator(mode="after")
    def _somebody_comes_in(self) -> Self:
        if self.proxy_header and not self.proxy_addresses:
            raise ValueError("web: proxy_header needs proxy_addresses, from which alone it is believed")
        if not (self.password_login or self.proxy_header):
            raise ValueError("web: without password_login nobody comes in; set proxy_header as well")
        return self

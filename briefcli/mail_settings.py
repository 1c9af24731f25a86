"""The settings of mail: who sends a brief, to whom, by which server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from briefcli.addresses import Addressing, mailbox
from briefcli.config_values import listed


def _one_address(given: str) -> str:
    mailbox(given)
    return given


_Address = Annotated[str, AfterValidator(_one_address)]
_Addresses = Annotated[tuple[_Address, ...], BeforeValidator(listed)]


class MailSettings(BaseModel):
    """Whom briefs are from and go to by mail, and the server that takes them.

    `desks` are addresses for single countries or regions of a digest; the others go to `to`. The password is the value
    of the environment variable `password_env` names, or the first line of `password_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: Annotated[_Address | None, Field(alias="from")] = None
    to: _Addresses = ()
    desks: dict[str, _Addresses] = {}
    subject: str | None = None
    host: str | None = None
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: str | None = None
    password_file: Path | None = None
    timeout_seconds: Annotated[float, Field(gt=0)] = 30.0

    def addressing(self, *places: str) -> Addressing:
        """Whom a mail is from and goes to: the brief of a country or region, by its code or name, to its desk."""
        desks = {name.casefold(): to for name, to in self.desks.items()}
        to = next((desks[one.casefold()] for one in places if one.casefold() in desks), self.to)
        return Addressing(
            sender=mailbox(self.sender) if self.sender else None, to=tuple(map(mailbox, to)), subject=self.subject
        )

"""Connections that never lead into one's own network: what a name means is looked up and checked, then connected to."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import httpcore2
import httpx2


class Refused(Exception):  # noqa: N818 - as it reads
    """An address that is not of the public network."""


def guarded_transport(*, private: bool) -> httpx2.HTTPTransport:
    """A transport to the public network; with `private`, to any."""
    transport = httpx2.HTTPTransport(trust_env=False)
    if not private:
        # The pool is the transport's own; that it takes a backend is httpcore's documented way to change connecting.
        pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False), network_backend=_PublicBackend()
        )
        transport._pool.close()  # noqa: SLF001
        transport._pool = pool  # noqa: SLF001
    return transport


class _PublicBackend(httpcore2.SyncBackend):
    """Connects to the address it has checked, not to the name: a name may mean something else a moment later."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            raise httpcore2.ConnectError(f"no such host: {host}") from error
        if not found or not all(map(_is_public, found)):
            raise Refused(f"is an address of a private network ({host}).")
        return super().connect_tcp(found[0], port, timeout, local_address, socket_options)


def _is_public(address: str) -> bool:
    plain = ip_address(address.partition("%")[0])
    mapped = getattr(plain, "ipv4_mapped", None) or getattr(plain, "sixtofour", None)
    return plain.is_global and not plain.is_multicast and (mapped is None or mapped.is_global)

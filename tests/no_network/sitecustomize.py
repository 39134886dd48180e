"""Python reads this when it starts, in every process that tests start: no call leaves this machine, not even to ask for a name."""

import ipaddress
import socket

_LOCAL = {"", "localhost", socket.gethostname()}


def _here(host):
    if host is None or host in _LOCAL or not isinstance(host, (str, bytes)):
        return True
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return host in _LOCAL
    return address.is_loopback or address.is_unspecified


def install():
    """Refuse connections and datagrams to other machines, and questions for their names."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
    ask = socket.getaddrinfo

    def guarded(name):
        def act(self, *given):
            if self.family in (socket.AF_INET, socket.AF_INET6):
                host = given[-1][0] if isinstance(given[-1], tuple) else None
                assert _here(host), f"network call to {host}"
            return real[name](self, *given)

        return act

    def getaddrinfo(host, *given, **named):
        numeric = isinstance(host, str) and host.replace(".", "").isdigit()
        assert numeric or _here(host), f"network call: asked for the address of {host}"
        return ask(host, *given, **named)

    for name in real:
        setattr(socket.socket, name, guarded(name))
    socket.getaddrinfo = getaddrinfo


if not hasattr(socket, "_analystkit_stays_here"):
    socket._analystkit_stays_here = True
    install()

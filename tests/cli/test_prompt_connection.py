"""Answers of a kernel go to the browser at once, on any Jupyter server of the environment."""

import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import httpserver, ioloop, netutil, web, websocket

from shopfloor.cli import prompt_connection
from shopfloor.cli.prompt_connection import PromptConnection

SETTING = "kernel_websocket_connection_class"


def waits_for_confirmations(connect):
    """Whether the operating system holds small messages back on a real websocket after `connect(handler)`."""
    found = []

    class Handler(websocket.WebSocketHandler):
        def open(self):
            connect(self)
            option = self.ws_connection.stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            found.append(not option)
            self.write_message("seen")

    async def visit():
        (listening,) = netutil.bind_sockets(0, "127.0.0.1")
        server = httpserver.HTTPServer(web.Application([("/", Handler)]))
        server.add_socket(listening)
        connection = await websocket.websocket_connect(f"ws://127.0.0.1:{listening.getsockname()[1]}/")
        await connection.read_message()
        connection.close()
        server.stop()

    loop = ioloop.IOLoop(make_current=False)
    loop.run_sync(lambda: visit(), timeout=20)
    loop.close()
    return found[0]


def test_small_messages_are_not_held_back(monkeypatch):
    connected = []
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: connected.append(self))
    # The connection to a kernel is Jupyter's own business; what is ours is the socket to the browser.
    assert waits_for_confirmations(lambda handler: None)
    assert not waits_for_confirmations(
        lambda handler: PromptConnection.connect(_connection(PromptConnection, handler))
    )
    assert len(connected) == 1


def _connection(kind, handler):
    connection = kind.__new__(kind)
    connection._trait_values["websocket_handler"] = handler
    return connection


def test_the_environments_servers_load_it(tmp_path):
    settings = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    found = subprocess.run(
        [sys.executable, "-m", "jupyter_server.extension.serverextension", "list"],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
    )
    listed = (found.stdout + found.stderr).splitlines()
    place = next(number for number, line in enumerate(listed) if "shopfloor.cli.prompt_connection" in line)
    assert "enabled" in listed[place]
    assert "OK" in " ".join(listed[place : place + 3])


class Elsewhere:
    """A kind of connection that somebody else has chosen, such as a gateway's."""


@pytest.mark.parametrize(
    ("before", "after"), [(ZMQChannelsWebsocketConnection, PromptConnection), (Elsewhere, Elsewhere)]
)
def test_only_the_usual_kind_of_connection_is_replaced(before, after):
    app = SimpleNamespace(web_app=SimpleNamespace(settings={SETTING: before}))
    prompt_connection._load_jupyter_server_extension(app)
    assert app.web_app.settings[SETTING] is after

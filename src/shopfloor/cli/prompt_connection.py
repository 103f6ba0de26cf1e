"""A server extension for Jupyter: each answer of a kernel goes to the browser at once.

The operating system holds a small message back until the browser has confirmed the one before, and the browser
waits 40 ms with that: every step of a widget would take those 40 ms more. Any Jupyter server of an environment
with the course in it loads this, through ``etc/jupyter/jupyter_server_config.d/shopfloor.json``.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

_SETTING = "kernel_websocket_connection_class"


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The usual connection to a kernel, without waiting for confirmations."""

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(app):
    settings = app.web_app.settings
    # Somebody's own kind of connection (a gateway's, say) is left alone.
    if settings.get(_SETTING) is ZMQChannelsWebsocketConnection:
        settings[_SETTING] = PromptConnection

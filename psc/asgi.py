"""One port for everything: the live stream by ASGI, pages and the API by WSGI in a fixed pool of threads.

Sync views run straight under ASGI cost half the speed and one database connection for every thread that ever served
one (`docs/adr/0003-one-port.md`).
"""

import asyncio
import os

from channels.routing import URLRouter
from django.core.wsgi import get_wsgi_application
from django.urls import path

from psc.bridge import Bridge, Receive, Scope, Send

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psc.settings")
pages = Bridge(get_wsgi_application(), threads=8)

# Models can be imported once Django is set up, which the line above did.
from dispatch.consumers import BoardConsumer  # noqa: E402
from dispatch.hub import hub  # noqa: E402
from foundation.clock.standin import StandIn  # noqa: E402
from psc.warm import warm_up  # noqa: E402

streams = URLRouter([path("ws/board", BoardConsumer.as_asgi())])


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand each kind of connection to who serves it."""
    if scope["type"] == "lifespan":
        await live_and_die(receive, send)
    elif scope["type"] == "websocket":
        await serve_stream(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def serve_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """The one stream; any other path is refused at the handshake."""
    if scope["path"] != "/ws/board":
        await receive()
        await send({"type": "websocket.close", "code": 4404})
        return
    await streams(scope, receive, send)


async def live_and_die(receive: Receive, send: Send) -> None:
    """Start the hub and the clock's stand-in with the server, and end them with it."""
    stand_in = StandIn()
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await asyncio.to_thread(warm_up)
            await hub.start()
            stand_in.start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            stand_in.stop()
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return

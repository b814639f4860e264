"""What the clients of the tests share: lines in, lines out.

Each line in is {"id": …, "do": …, …}, each line out {"id": …, "ok": …} or {"id": …, "error": …}. A client ends with its input.
"""

import asyncio
import json
import sys
import traceback


class Events:
    """What a client has seen, by event, for those who wait for it."""

    def __init__(self):
        self.seen = {}
        self.news = asyncio.Event()

    async def until(self, fits, limit=15):
        async with asyncio.timeout(limit):
            while not fits():
                self.news.clear()
                await self.news.wait()

    async def read(self, event, limit=15):
        """What an event says, once it can be read; "readable" is false where its key does not come in time."""
        try:
            await self.until(lambda: self.seen.get(event, {}).get("readable"), limit)
        except TimeoutError:
            if event not in self.seen:
                raise
        return {key: value for key, value in self.seen[event].items() if not key.startswith("_")}


async def answer(client, request, say):
    name = request.pop("do")
    number = request.pop("id")
    try:
        async with asyncio.timeout(30):
            say({"id": number, "ok": await getattr(client, name)(**request)})
    except Exception as error:  # whatever it is, the test is told
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{place.filename.rsplit('/', 1)[-1]}:{place.lineno}"
        say({"id": number, "error": f"{name}: {type(error).__name__}: {error} ({where})"})


async def serve(client):
    lines = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)

    def say(line):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    running = set()
    while line := await lines.readline():
        task = asyncio.create_task(answer(client, json.loads(line), say))
        running.add(task)
        task.add_done_callback(running.discard)
    await client.close()

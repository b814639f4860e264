"""A chat client of its own, matrix-nio with vodozemac, that a test speaks to line by line.

Each line in is {"id": …, "do": …, …}, each line out {"id": …, "ok": …} or {"id": …, "error": …}. What it has synced is asked for by
event: see `Client`. It ends with its input.
"""

import asyncio
import base64
import io
import json
import sys

from nio import AsyncClient, AsyncClientConfig, MegolmEvent, RoomSendResponse, SyncResponse
from nio.crypto.attachments import decrypt_attachment


class Client:
    def __init__(self):
        self.nio = None
        self.events = {}
        self.news = asyncio.Event()

    async def login(self, homeserver, user, password, store, device=None):
        """Logs in as a device, a new one where none is named, and syncs from then on."""
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        self.nio = AsyncClient(homeserver, user, device_id=device or "", store_path=store, config=config)
        answer = await self.nio.login(password, device_name="nio")
        # nio uploads no keys by itself.
        await self.nio.keys_upload()
        asyncio.create_task(self.follow())
        await self.until(lambda: self.nio.next_batch)
        return {"device": answer.device_id}

    async def follow(self):
        while True:
            answer = await self.nio.sync(timeout=5000, full_state=self.nio.next_batch is None)
            if not isinstance(answer, SyncResponse):
                await asyncio.sleep(0.2)
                continue
            for room, joined in answer.rooms.join.items():
                for event in joined.timeline.events:
                    self.take(room, event)
            if self.nio.should_upload_keys:
                await self.nio.keys_upload()
            if self.nio.should_query_keys:
                await self.nio.keys_query()
            self.reread()
            self.news.set()

    def take(self, room, event):
        """Keeps an event as it can be read: nio has put the plain one in the place of what it could decrypt."""
        source = event.source
        self.events[event.event_id] = {
            "room": room,
            "type": source.get("type"),
            "sender": event.sender,
            "content": source.get("content"),
            "decrypted": bool(getattr(event, "decrypted", False)),
            "readable": not isinstance(event, MegolmEvent),
            "session": getattr(event, "session_id", None),
            "event": event if isinstance(event, MegolmEvent) else None,
        }

    def reread(self):
        """Tries again to read what came before its key."""
        for event in list(self.events.values()):
            if event["event"] is None:
                continue
            try:
                self.take(event["room"], self.nio.decrypt_event(event["event"]))
            except Exception:  # still without its key
                pass

    async def until(self, fits, limit=15):
        async with asyncio.timeout(limit):
            while not fits():
                self.news.clear()
                await self.news.wait()

    async def event(self, event, limit=15):
        """What an event says, once it can be read; "readable" is false where its key does not come in time."""
        try:
            await self.until(lambda: self.events.get(event, {}).get("readable"), limit)
        except TimeoutError:
            if event not in self.events:
                raise
        return {key: value for key, value in self.events[event].items() if key != "event"}

    async def send(self, room, type, content, transaction):
        """Sends something to a room, encrypted where that is."""
        await self.until(lambda: room in self.nio.rooms)
        if self.nio.should_query_keys:
            await self.nio.keys_query()
        answer = await self.nio.room_send(room, type, content, tx_id=transaction, ignore_unverified_devices=True)
        if not isinstance(answer, RoomSendResponse):
            raise RuntimeError(str(answer))
        return {"event": answer.event_id}

    async def upload(self, bytes, type, name):
        """Encrypts a file and puts it on the homeserver; gives the `file` for its event."""
        data = base64.b64decode(bytes)
        answer, keys = await self.nio.upload(
            lambda *_: io.BytesIO(data), content_type=type, filename=name, encrypt=True, filesize=len(data)
        )
        return {**keys, "url": answer.content_uri}

    async def download(self, file):
        """What an encrypted file holds."""
        answer = await self.nio.download(file["url"])
        plain = decrypt_attachment(answer.body, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        return {"bytes": base64.b64encode(plain).decode()}

    async def rotate(self, room):
        """Makes the next message begin a new session."""
        self.nio.invalidate_outbound_session(room)
        return {}

    async def stop(self):
        """Takes no more keys from the homeserver, as a client that is switched off."""
        await self.nio.close()
        return {}


async def answer(client, request, say):
    name = request.pop("do")
    number = request.pop("id")
    try:
        async with asyncio.timeout(30):
            say({"id": number, "ok": await getattr(client, name)(**request)})
    except Exception as error:  # whatever it is, the test is told
        say({"id": number, "error": f"{name}: {type(error).__name__}: {error}"})


async def main():
    client = Client()
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


asyncio.run(main())

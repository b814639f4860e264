"""A chat client of its own, matrix-nio with vodozemac, that a test speaks to line by line.

See lines.py for how.
"""

import asyncio
import base64
import io

from nio import AsyncClient, AsyncClientConfig, MegolmEvent, RoomSendResponse, SyncResponse
from nio.crypto.attachments import decrypt_attachment

from lines import Events, serve


class Client:
    def __init__(self):
        self.nio = None
        self.events = Events()

    async def login(self, homeserver, user, password, store, device=None):
        """Logs in as a device, a new one where none is named, and syncs from then on."""
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        self.nio = AsyncClient(homeserver, user, device_id=device or "", store_path=store, config=config)
        answer = await self.nio.login(password, device_name="nio")
        # nio uploads no keys by itself.
        await self.nio.keys_upload()
        asyncio.create_task(self.follow())
        await self.events.until(lambda: self.nio.next_batch)
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
            self.events.news.set()

    def take(self, room, event):
        """Keeps an event as it can be read: nio has put the plain one in the place of what it could decrypt."""
        source = event.source
        self.events.seen[event.event_id] = {
            "room": room,
            "type": source.get("type"),
            "sender": event.sender,
            "content": source.get("content"),
            "decrypted": bool(getattr(event, "decrypted", False)),
            "readable": not isinstance(event, MegolmEvent),
            "session": getattr(event, "session_id", None),
            "_event": event if isinstance(event, MegolmEvent) else None,
        }

    def reread(self):
        """Tries again to read what came before its key."""
        for event in list(self.events.seen.values()):
            if event["_event"] is None:
                continue
            try:
                self.take(event["room"], self.nio.decrypt_event(event["_event"]))
            except Exception:  # still without its key
                pass

    async def event(self, event, limit=15):
        return await self.events.read(event, limit)

    async def send(self, room, type, content, transaction):
        """Sends something to a room, encrypted where that is."""
        await self.events.until(lambda: room in self.nio.rooms)
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

    async def close(self):
        if self.nio:
            await self.nio.close()


asyncio.run(serve(Client()))

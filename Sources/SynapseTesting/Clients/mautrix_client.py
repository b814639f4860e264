"""A chat client of its own, mautrix-python with libolm and cross-signing, that a test speaks to line by line.

See lines.py for how.
"""

import asyncio

from mautrix.client import Client as Mautrix
from mautrix.client import MemorySyncStore
from mautrix.client.state_store import MemoryStateStore
from mautrix.crypto import MemoryCryptoStore, OlmMachine
from mautrix.crypto import StateStore as CryptoStateStore
from mautrix.errors import DecryptionError
from mautrix.types import EventType, TextMessageEventContent, TOFUSigningKey, TrustState

from lines import Events, serve


class Rooms(MemoryStateStore, CryptoStateStore):
    """What is known of rooms; the one half of mautrix has no name for what the other asks."""

    async def find_shared_rooms(self, user):
        return [room for room, members in self.members.items() if user in members and await self.is_encrypted(room)]


class Keys(MemoryCryptoStore):
    """Keys in memory; mautrix 0.21.1 trips over an identity that it sees a second time, and a database would need another package."""

    async def put_cross_signing_key(self, user, usage, key):
        known = self._cross_signing_keys.setdefault(user, {}).get(usage)
        self._cross_signing_keys[user][usage] = TOFUSigningKey(key=key, first=known.first if known else key)


class Client:
    def __init__(self):
        self.mautrix = None
        self.events = Events()

    async def login(self, homeserver, user, password, store, device=None):
        """Logs in as a device, a new one where none is named, and syncs from then on."""
        client = Mautrix(
            mxid=user, base_url=homeserver, state_store=Rooms(), sync_store=MemorySyncStore(), device_id=device or ""
        )
        await client.login(identifier=user, password=password, device_name="mautrix")
        machine = OlmMachine(client, Keys(user, "tests"), client.state_store)
        await machine.load()
        client.crypto = machine
        # Before anybody can ask for keys.
        await machine.share_keys()
        # Read here, so that what cannot be read is seen as well.
        for dispatcher in list(client.dispatchers):
            if dispatcher.__name__ == "DecryptionDispatcher":
                client.remove_dispatcher(dispatcher)
        client.add_event_handler(EventType.ROOM_ENCRYPTED, self.read)
        for type in (EventType.ROOM_MESSAGE, EventType.REACTION):
            client.add_event_handler(type, self.take)
        self.mautrix = client
        self.syncing = client.start(None)
        return {"device": client.device_id}

    async def take(self, event, read=None):
        shown = (read or event).serialize()
        note = shown.get("mautrix") or {}
        self.events.seen[event.event_id] = {
            "room": event.room_id,
            "type": shown["type"],
            "sender": event.sender,
            "content": shown["content"],
            "decrypted": read is not None,
            "readable": event.type != EventType.ROOM_ENCRYPTED or read is not None,
            "trust": str(read["mautrix"]["trust_state"]) if read is not None else note.get("trust_state"),
        }
        self.events.news.set()

    async def read(self, event):
        for wait in (0, 0.2, 1, 3):
            await asyncio.sleep(wait)
            try:
                return await self.take(event, await self.mautrix.crypto.decrypt_megolm_event(event))
            except DecryptionError:
                await self.take(event)

    async def event(self, event, limit=15):
        return await self.events.read(event, limit)

    async def send(self, room, type, content, transaction):
        """Sends something to a room, encrypted where that is."""
        if await self.mautrix.state_store.is_encrypted(room) is None:
            await self.mautrix.get_state_event(room, EventType.ROOM_ENCRYPTION)
        kind = EventType.find(type)
        content = TextMessageEventContent.deserialize(content)
        return {"event": await self.mautrix.send_message_event(room, kind, content, txn_id=transaction)}

    async def strict(self):
        """Gives keys to nobody, and shows nothing of anybody, whose device is not signed by their identity."""
        machine = self.mautrix.crypto
        machine.send_keys_min_trust = machine.share_keys_min_trust = TrustState.CROSS_SIGNED_TOFU
        return {}

    async def identify(self):
        """Makes an identity and signs this device; gives the recovery key under which the secret storage keeps it."""
        return {"recovery": await self.mautrix.crypto.generate_recovery_key()}

    async def recover(self, recovery):
        """Opens the secret storage of the account, and signs this device with the identity that it holds."""
        machine = self.mautrix.crypto
        await machine.verify_with_recovery_key(recovery)
        own = machine._cross_signing_private_keys.public_keys
        shown = await machine.get_cross_signing_public_keys(self.mautrix.mxid)
        return {"matches": own.master_key == shown.master_key and own.self_signing_key == shown.self_signing_key}

    async def trust(self, user, device):
        """How far a device is trusted."""
        machine = self.mautrix.crypto
        found = await machine.get_or_fetch_device(user, device)
        return {"trust": str(await machine.resolve_trust(found)) if found else "unknown"}

    async def close(self):
        if self.mautrix:
            self.mautrix.stop()
            await self.mautrix.api.session.close()


asyncio.run(serve(Client()))

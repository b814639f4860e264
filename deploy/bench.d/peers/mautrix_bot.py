"""The peer on mautrix-python, the engine of maubot: mautrix_bot.py URL DATABASE TOKEN."""

import asyncio
import logging
import sys

from mautrix.client import Client, SyncStore
from mautrix.types import EventType, MessageType

from ledger import Ledger, notice


class Position(SyncStore):
    """The library asks for the position to be saved before it hands out the events."""

    def __init__(self, ledger):
        self.ledger = ledger

    async def put_next_batch(self, next_batch):
        self.ledger.save_position(next_batch)

    async def get_next_batch(self):
        return self.ledger.position()


async def main(url, database, token):
    ledger = Ledger(database)
    client = Client(
        mxid="@guildhall:stub", device_id="GUILDHALL", base_url=url, token=token, sync_store=Position(ledger)
    )
    client.ignore_initial_sync = True

    async def send(row):
        number, _, room, txn, _ = row
        ledger.sent(number, await client.send_message_event(room, EventType.ROOM_MESSAGE, notice(row), txn_id=txn))

    async def on_message(event):
        if event.sender == client.mxid or event.content.msgtype != MessageType.TEXT:
            return
        row = ledger.take(event.event_id, event.room_id, event.sender, event.content.body)
        if row:
            await send(row)

    client.add_event_handler(EventType.ROOM_MESSAGE, on_message)
    await client.whoami()
    for row in ledger.unsent():
        await send(row)
    await client.start(None)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main(*sys.argv[1:4]))

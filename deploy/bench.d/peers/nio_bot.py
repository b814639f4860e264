"""The peer on matrix-nio: nio_bot.py URL DATABASE TOKEN."""

import asyncio
import logging
import sys

from nio import AsyncClient, AsyncClientConfig, RoomMessageText, RoomSendError
from nio.rooms import MatrixRoom

from ledger import Ledger, notice


class Position:
    """Stands where nio's own store stands, so that the position is saved when nio saves it: before the events."""

    def __init__(self, ledger):
        self.ledger = ledger

    def save_sync_token(self, token):
        self.ledger.save_position(token)

    def save_encrypted_rooms(self, rooms):
        pass


async def main(url, database, token):
    ledger = Ledger(database)
    client = AsyncClient(
        url, "@guildhall:stub", device_id="GUILDHALL", config=AsyncClientConfig(store_sync_tokens=True)
    )
    client.user_id = "@guildhall:stub"
    client.access_token = token
    client.store = Position(ledger)

    async def send(row):
        number, _, room, txn, _ = row
        answer = await client.room_send(room, "m.room.message", notice(row), tx_id=txn)
        if isinstance(answer, RoomSendError):
            logging.warning("not sent: %s", answer)
        else:
            ledger.sent(number, answer.event_id)

    async def on_message(room, event):
        if event.sender == client.user_id:
            return
        row = ledger.take(event.event_id, room.room_id, event.sender, event.body)
        if row:
            await send(row)

    await client.whoami()
    since = ledger.position()
    if not since:
        # What was said before the bot came is not for it.
        since = (await client.sync(timeout=0)).next_batch
    client.add_event_callback(on_message, RoomMessageText)
    for row in ledger.unsent():
        # nio refuses to send to a room that it has not met in this process.
        client.rooms.setdefault(row[2], MatrixRoom(row[2], client.user_id))
        await send(row)
    await client.sync_forever(timeout=30000, since=since)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main(*sys.argv[1:4]))

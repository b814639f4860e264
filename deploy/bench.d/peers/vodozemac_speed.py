"""How many messages a second vodozemac encrypts and decrypts: what `workbench bench-encryption` times, in the same way.

    .build-vodozemac/bin/python vodozemac_speed.py BYTES SECONDS     prints a JSON object

Each loop runs inside this process, and messages become text and are read from text, as on their way.
"""

import base64
import json
import sys
import time

import vodozemac as v

# How many messages of one Megolm session are decrypted before it begins again.
MESSAGES = 1000


def rate(work, seconds):
    # The first time fills caches.
    work()
    done, start, elapsed = 0, time.perf_counter(), 0.0
    while elapsed < seconds:
        done += work()
        elapsed = time.perf_counter() - start
    return int(done / elapsed)


def megolm_encrypt(plaintext):
    session = v.GroupSession()

    def work():
        for _ in range(MESSAGES):
            session.encrypt(plaintext).to_base64()
        return MESSAGES

    return work


def megolm_decrypt(plaintext):
    session = v.GroupSession()
    key = session.session_key
    texts = [session.encrypt(plaintext).to_base64() for _ in range(MESSAGES)]

    def work():
        inbound = v.InboundGroupSession(key)
        for text in texts:
            if len(inbound.decrypt(v.MegolmMessage.from_base64(text)).plaintext) != len(plaintext):
                raise ValueError("other plaintext")
        return MESSAGES

    return work


def sent(message):
    """An Olm message as it comes out of the JSON that carries it."""
    kind, body = message.to_parts()
    text = base64.b64encode(body)
    return v.AnyOlmMessage.from_parts(kind, base64.b64decode(text))


def begin(sender, recipient, plaintext):
    """Begins a session, from making a one-time key to reading the first message."""
    recipient.generate_one_time_keys(1)
    (one_time_key,) = recipient.one_time_keys.values()
    recipient.mark_keys_as_published()
    session = sender.create_outbound_session(recipient.curve25519_key, one_time_key)
    message = sent(session.encrypt(plaintext)).to_pre_key()
    inbound, _ = recipient.create_inbound_session(sender.curve25519_key, message)
    return session, inbound


def say(plaintext, sender, recipient):
    if len(recipient.decrypt(sent(sender.encrypt(plaintext)))) != len(plaintext):
        raise ValueError("other plaintext")


def olm_to_and_fro(plaintext):
    adas, bobs = begin(v.Account(), v.Account(), plaintext)

    def work():
        for _ in range(100):
            say(plaintext, bobs, adas)
            say(plaintext, adas, bobs)
        return 200

    return work


def olm_begin(plaintext):
    ada, bob = v.Account(), v.Account()

    def work():
        for _ in range(20):
            begin(ada, bob, plaintext)
        return 20

    return work


def main():
    plaintext, seconds = b"x" * int(sys.argv[1]), float(sys.argv[2])
    works = {
        "Megolm encrypt": megolm_encrypt, "Megolm decrypt": megolm_decrypt,
        "Olm to and fro": olm_to_and_fro, "Olm session begun": olm_begin,
    }
    print(json.dumps({name: rate(make(plaintext), seconds) for name, make in works.items()}))


if __name__ == "__main__":
    main()

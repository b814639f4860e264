"""vodozemac as an oracle: reads one JSON object a line from standard input, and answers each with one line.

    .build-vodozemac/bin/python oracle.py             answers requests: {"do": NAME, …} with {"ok": …} or {"error": TEXT}
    .build-vodozemac/bin/python oracle.py --vectors   prints the fixed vectors that are checked in as vectors.json

Bytes travel as unpadded base64. What is made is kept under a number, so that it can be named in later requests.
"""

import base64
import hashlib
import hmac
import json
import sys

import vodozemac as v

# An account of this program's, as it was stored in version 1 of its form: made of SeededNumbers(seed: 2026), with one
# one-time key and a fallback key. It has to stay readable.
ACCOUNT = {
    "pickle": "QQHbnFWYkZSNI3i8kn3tNUVdqtcedc3iuI5igJOK1aEE8sqmnB4HmP9JufWgcXZkWgPz+HUcZWc5rs32xOVj2OIt6I4nCfSg+NUF3GUE"
    "OFx+j0kSBzjU7hAKde1EGC6YuhoAAAAAAAAAAgAAAAAAAAABAAAAAAAAAABVuHFxGiAS9DrleP0U6EdCVcuo1rOj423m4Nbe3n+n4Mx8BJ6gcUrxPd8y"
    "MuDz68mjsoeVqIavasqCQ5zWc0AOAAAAAAAAAAABAAAAAAAAAAFRlWKEGKZ7GEfbdlQI5pdlpK49LI0pmjkoNjzj2y1ISURF7OvqfsTEbXSk+BKHSQaZ"
    "CIukLofSDZoZFMLZkEInAA",
    "curve25519": "6I4nCfSg+NUF3GUEOFx+j0kSBzjU7hAKde1EGC6Yuho",
    "oneTimeKey": "zHwEnqBxSvE93zIy4PPryaOyh5Wohq9qyoJDnNZzQA4",
    "fallbackKey": "REXs6+p+xMRtdKT4EodJBpkIi6Quh9INmhkUwtmQQic",
}

things = []


def keep(thing):
    things.append(thing)
    return len(things) - 1


def text(raw):
    return base64.b64encode(bytes(raw)).rstrip(b"=").decode()


def raw(text):
    return base64.b64decode(text + "=" * (-len(text) % 4))


def olm(request):
    return v.AnyOlmMessage.from_parts(request["type"], raw(request["body"]))


def parts(message):
    kind, body = message.to_parts()
    return {"type": kind, "body": text(body)}


def account(request):
    made = v.Account()
    return {"id": keep(made), "curve25519": made.curve25519_key.to_base64(), "ed25519": made.ed25519_key.to_base64()}


def one_time_keys(request):
    made = things[request["account"]]
    made.generate_one_time_keys(request["count"])
    keys = [key.to_base64() for key in made.one_time_keys.values()]
    made.mark_keys_as_published()
    return keys


def sign(request):
    return things[request["account"]].sign(raw(request["message"])).to_base64()


def verify(request):
    key = v.Ed25519PublicKey.from_base64(request["key"])
    key.verify_signature(raw(request["message"]), v.Ed25519Signature.from_base64(request["signature"]))
    return True


def outbound(request):
    made = things[request["account"]].create_outbound_session(
        v.Curve25519PublicKey.from_base64(request["identity"]), v.Curve25519PublicKey.from_base64(request["oneTime"])
    )
    return {"id": keep(made), "session": made.session_id}


def inbound(request):
    message = v.PreKeyMessage.from_base64(request["body"])
    made, plaintext = things[request["account"]].create_inbound_session(
        v.Curve25519PublicKey.from_base64(request["identity"]), message
    )
    return {"id": keep(made), "session": made.session_id, "plaintext": text(plaintext)}


def encrypt(request):
    return parts(things[request["session"]].encrypt(raw(request["plaintext"])))


def decrypt(request):
    return text(things[request["session"]].decrypt(olm(request)))


def repickle(request):
    place = request["session"]
    key = bytes(32)
    things[place] = type(things[place]).from_pickle(things[place].pickle(key), key)
    return True


def group(request):
    made = v.GroupSession()
    return {"id": keep(made), "session": made.session_id, "key": made.session_key.to_base64()}


def group_key(request):
    return things[request["group"]].session_key.to_base64()


def group_encrypt(request):
    return [things[request["group"]].encrypt(raw(each)).to_base64() for each in request["plaintexts"]]


def group_inbound(request):
    if request.get("exported"):
        made = v.InboundGroupSession.import_session(v.ExportedSessionKey(request["key"]))
    else:
        made = v.InboundGroupSession(v.SessionKey(request["key"]))
    return {"id": keep(made), "session": made.session_id, "first": made.first_known_index}


def group_decrypt(request):
    opened = things[request["group"]].decrypt(v.MegolmMessage.from_base64(request["message"]))
    return {"plaintext": text(opened.plaintext), "index": opened.message_index}


def group_export(request):
    return things[request["group"]].export_at(request["index"]).to_base64()


def sas(request):
    made = v.Sas()
    return {"id": keep(made), "key": made.public_key.to_base64()}


def sas_agree(request):
    return keep(things[request["sas"]].diffie_hellman(v.Curve25519PublicKey.from_base64(request["key"])))


def sas_code(request):
    code = things[request["agreement"]].bytes(request["info"])
    return {"emoji": list(code.emoji_indices), "decimals": list(code.decimals)}


def sas_mac(request):
    return things[request["agreement"]].calculate_mac(request["text"], request["info"])


def backup_key(request):
    made = v.PkDecryption()
    return {"id": keep(made), "key": made.public_key.to_base64()}


def backup_decrypt(request):
    message = v.Message(raw(request["ciphertext"]), raw(request["mac"]), raw(request["ephemeral"]))
    return text(things[request["backup"]].decrypt(message))


def backup_encrypt(request):
    message = v.PkEncryption.from_key(v.Curve25519PublicKey.from_base64(request["key"])).encrypt(
        raw(request["plaintext"])
    )
    return {"ciphertext": text(message.ciphertext), "mac": text(message.mac), "ephemeral": text(message.ephemeral_key)}


def attachment_encrypt(request):
    from nio.crypto.attachments import encrypt_attachment

    ciphertext, file = encrypt_attachment(raw(request["plaintext"]))
    return {"ciphertext": text(ciphertext), "file": file}


def attachment_decrypt(request):
    from nio.crypto.attachments import decrypt_attachment

    file = request["file"]
    # nio takes the standard alphabet only.
    key = file["key"]["k"].replace("-", "+").replace("_", "/")
    return text(decrypt_attachment(raw(request["ciphertext"]), key, file["hashes"]["sha256"], file["iv"]))


def canonical(request):
    return text(
        json.dumps(json.loads(request["json"]), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    )


def pbkdf2(request):
    made = hashlib.pbkdf2_hmac("sha512", request["passphrase"].encode(), request["salt"].encode(), request["rounds"])
    return text(made[:32])


def ssss_keys(key, name):
    pseudorandom = hmac.digest(bytes(32), key, "sha256")
    first = hmac.digest(pseudorandom, name.encode() + b"\x01", "sha256")
    return first, hmac.digest(pseudorandom, first + name.encode() + b"\x02", "sha256")


def ssss(request):
    """Encrypts a secret with pycryptodome, and with the bare steps of the specification."""
    from Crypto.Cipher import AES

    aes, mac = ssss_keys(raw(request["key"]), request["name"])
    block = raw(request["iv"])
    cipher = AES.new(aes, AES.MODE_CTR, initial_value=int.from_bytes(block, "big"), nonce=b"")
    ciphertext = cipher.encrypt(raw(request["plaintext"]))
    return {"ciphertext": text(ciphertext), "mac": text(hmac.digest(mac, ciphertext, "sha256")), "iv": request["iv"]}


def recovery_key(request):
    """Base58 by one large number, in groups of four."""
    whole = bytes([0x8B, 0x01]) + raw(request["secret"])
    parity = 0
    for byte in whole:
        parity ^= byte
    number, letters = int.from_bytes(whole + bytes([parity]), "big"), ""
    while number:
        number, digit = divmod(number, 58)
        letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[digit] + letters
    return " ".join(letters[place:place + 4] for place in range(0, len(letters), 4))


def answer(line):
    request = json.loads(line)
    try:
        return {"ok": REQUESTS[request["do"]](request)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


REQUESTS = {
    made.__name__: made
    for made in [
        account, one_time_keys, sign, verify, outbound, inbound, encrypt, decrypt, repickle, group, group_key,
        group_encrypt, group_inbound, group_decrypt, group_export, sas, sas_agree, sas_code, sas_mac, backup_key,
        backup_decrypt, backup_encrypt, attachment_encrypt, attachment_decrypt, canonical, pbkdf2, ssss,
        recovery_key,
    ]
}


def vectors():
    """What vodozemac made of fresh keys, once: whatever is read by them has to be read like this for ever."""
    from nio.crypto.attachments import encrypt_attachment

    group_session = v.GroupSession()
    shared = group_session.session_key.to_base64()
    messages = [group_session.encrypt(f"Message {index}".encode()).to_base64() for index in range(300)]
    kept = [0, 1, 2, 255, 256, 257, 299]
    inbound_session = v.InboundGroupSession(v.SessionKey(shared))
    signer = v.Account()
    decryption = v.PkDecryption.from_key(v.Curve25519SecretKey.from_bytes(bytes(range(32))))
    sealed = v.PkEncryption.from_key(decryption.public_key).encrypt(b'{"algorithm":"m.megolm.v1.aes-sha2"}')
    ciphertext, file = encrypt_attachment(bytes(range(256)) * 5)
    keys = {name: v.Curve25519PublicKey.from_base64(ACCOUNT[name]) for name in list(ACCOUNT)[1:]}
    by_one_time = signer.create_outbound_session(keys["curve25519"], keys["oneTimeKey"])
    by_fallback = signer.create_outbound_session(keys["curve25519"], keys["fallbackKey"])
    return {
        "olm": {
            "pickle": ACCOUNT["pickle"],
            "sender": signer.curve25519_key.to_base64(),
            "sessionID": by_one_time.session_id,
            "byOneTimeKey": [parts(by_one_time.encrypt(f"Message {index}".encode()))["body"] for index in range(3)],
            "byFallbackKey": [parts(by_fallback.encrypt(b"Message 0"))["body"]],
        },
        "megolm": {
            "sessionKey": shared,
            "sessionID": group_session.session_id,
            "messages": {str(index): messages[index] for index in kept},
            "exports": {str(index): inbound_session.export_at(index).to_base64() for index in [0, 256, 299, 70000, 1 << 24]},
        },
        "signature": {
            "key": signer.ed25519_key.to_base64(),
            "message": "Signed by vodozemac",
            "signature": signer.sign(b"Signed by vodozemac").to_base64(),
        },
        "backup": {
            "secret": text(range(32)),
            "publicKey": decryption.public_key.to_base64(),
            "sessionData": {
                "ciphertext": text(sealed.ciphertext), "mac": text(sealed.mac), "ephemeral": text(sealed.ephemeral_key)
            },
            "plaintext": '{"algorithm":"m.megolm.v1.aes-sha2"}',
        },
        "attachment": {"ciphertext": text(ciphertext), "file": file},
        "curve25519": {
            "secret": text(range(32)),
            "publicKey": v.Curve25519SecretKey.from_bytes(bytes(range(32))).public_key().to_base64(),
        },
    }


if sys.argv[1:] == ["--vectors"]:
    print(json.dumps(vectors(), indent=2))
else:
    for line in sys.stdin:
        print(json.dumps(answer(line)), flush=True)

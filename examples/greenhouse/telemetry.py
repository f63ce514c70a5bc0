"""Packets for the radio link.

A packet is a sync byte, the length of its payload, a kind, a sequence number,
the payload, and a CRC-16 over all but the sync byte, highest byte first.
"""

import struct
from micropython import const

from checksum import crc16

KIND_REPORT = const(1)
KIND_ALARM = const(2)

_SYNC = const(0xA5)
_MAX_PAYLOAD = const(64)
_HEADER = const(">BBBB")
_REPORT = const(">hHHB")


class Encoder:
    """Numbers packets as it builds them."""

    def __init__(self):
        self._sequence = 0

    def packet(self, kind, payload):
        if len(payload) > _MAX_PAYLOAD:
            raise ValueError("payload too long")
        self._sequence = self._sequence + 1 & 0xFF
        packet = struct.pack(_HEADER, _SYNC, len(payload), kind, self._sequence) + payload
        return packet + crc16(packet[1:]).to_bytes(2, "big")

    def report(self, temperature, humidity, moisture, relays):
        payload = struct.pack(_REPORT, temperature, humidity, moisture, relays)
        return self.packet(KIND_REPORT, payload)

    def alarm(self, text):
        return self.packet(KIND_ALARM, text.encode()[:_MAX_PAYLOAD])


def decoder(deliver):
    """Start a coroutine that takes bytes by `send` and delivers whole packets.

    Noise between packets and packets that fail their checksum are passed over.
    """

    def receive():
        while True:
            while (yield) != _SYNC:
                pass
            if (length := (yield)) > _MAX_PAYLOAD:
                continue
            body = bytearray((length,))
            while len(body) < length + 3:
                body.append((yield))
            high, low = (yield), (yield)
            if high << 8 | low == crc16(body):
                _, kind, sequence = body[:3]
                deliver(kind, sequence, bytes(body[3:]))

    link = receive()
    next(link)
    return link


def unpack_report(payload):
    """The four numbers of a report: temperature, humidity, moisture, relays."""
    return struct.unpack(_REPORT, payload)

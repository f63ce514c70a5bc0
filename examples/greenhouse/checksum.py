"""The two checksums in use: the sensor's CRC-8 and the radio link's CRC-16."""

from micropython import const

_CRC8_POLYNOMIAL = const(0x31)
_CRC16_POLYNOMIAL = const(0x1021)


def crc8(data, crc=0xFF):
    """CRC-8 as humidity sensors send it after every word."""
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ (_CRC8_POLYNOMIAL if crc & 0x80 else 0)) & 0xFF
    return crc


def crc16(data, crc=0xFFFF):
    """CRC-16/CCITT over a whole packet."""
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (_CRC16_POLYNOMIAL if crc & 0x8000 else 0)) & 0xFFFF
    return crc

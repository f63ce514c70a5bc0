# A subclass of bytes keeps the behaviour and adds methods.
class Packet(bytes):
    def checksum(self):
        return sum(self) & 0xFF


p = Packet([200, 100, 3])
print(p.checksum(), p[0], p[1:], list(p), p.hex(), isinstance(p, bytes), issubclass(Packet, bytes))

# More names than fit one byte of an operand.
class Registers:
    pass


r = Registers()
for i in range(130):
    setattr(r, "r%d" % i, i)
a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 1
b0 = b1 = b2 = b3 = b4 = b5 = b6 = b7 = b8 = b9 = 2
c0 = c1 = c2 = c3 = c4 = c5 = c6 = c7 = c8 = c9 = 3
d0 = d1 = d2 = d3 = d4 = d5 = d6 = d7 = d8 = d9 = 4
e0 = e1 = e2 = e3 = e4 = e5 = e6 = e7 = e8 = e9 = 5
print(a0 + b1 + c2 + d3 + e4)
print(r.r10, r.r11, r.r12, r.r13, r.r14, r.r15, r.r16, r.r17, r.r18, r.r19)
print(r.r20, r.r21, r.r22, r.r23, r.r24, r.r25, r.r26, r.r27, r.r28, r.r29)
print(r.r30, r.r31, r.r32, r.r33, r.r34, r.r35, r.r36, r.r37, r.r38, r.r39)
print(r.r40, r.r41, r.r42, r.r43, r.r44, r.r45, r.r46, r.r47, r.r48, r.r49)
print(r.r50, r.r51, r.r52, r.r53, r.r54, r.r55, r.r56, r.r57, r.r58, r.r59)
print(r.r60, r.r61, r.r62, r.r63, r.r64, r.r65, r.r66, r.r67, r.r68, r.r69)
print(r.r70, r.r71, r.r72, r.r73, r.r74, r.r75, r.r76, r.r77, r.r78, r.r79)
print(r.r80, r.r81, r.r82, r.r83, r.r84, r.r85, r.r86, r.r87, r.r88, r.r89)

print(r.r90, r.r91, r.r92, r.r93, r.r94, r.r95, r.r96, r.r97, r.r98, r.r99)
print(r.r100, r.r101, r.r102, r.r103, r.r104, r.r105, r.r106, r.r107, r.r108, r.r109)
print(r.r110, r.r111, r.r112, r.r113, r.r114, r.r115, r.r116, r.r117, r.r118, r.r119)
print(r.r120, r.r121, r.r122, r.r123, r.r124, r.r125, r.r126, r.r127, r.r128, r.r129)


def late(argument):
    global late_global, late_deleted
    late_global = late_deleted = argument
    argument.late_attribute = "late text"
    from math import floor as late_floor, ceil
    import binascii
    del late_deleted
    return [argument.late_attribute.late_method() for argument in ()], late_floor(ceil(1.5))


class LateBase:
    def late_super(self):
        late_local = "late"
        return late_local


class LateChild(LateBase):
    def late_super(self):
        return super().late_super()


print(late(r), late_global is r, r.late_attribute, LateChild().late_super())
late_deleted = 1
del late_deleted

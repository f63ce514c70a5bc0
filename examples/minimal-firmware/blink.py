import board


def blink(light, times):
    for _ in range(times):
        board.light(light, not board.light(light))
    return board.light(light)

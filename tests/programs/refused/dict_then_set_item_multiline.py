# refused: 3 SyntaxError: expecting key:value for dict
x = {
    1: 2,
    3: 4,
    5,
}

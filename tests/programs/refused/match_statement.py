# refused: 2 SyntaxError: invalid syntax
match x:
    case 1:
        pass

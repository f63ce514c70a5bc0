# refused: 6 SyntaxError: default 'except' must be last
try:
    pass
except ValueError:
    pass
except:
    pass
except:
    pass

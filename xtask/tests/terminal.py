"""Runs a command on a terminal: terminal.py [TEXT KEYS]... -- COMMAND...

Waits for each text and then presses the keys. Prints all that the command wrote, and ends as it does.
"""

import os
import pty
import select
import sys

TIMEOUT_S = 60

split = sys.argv.index("--")
steps, command = sys.argv[1:split], sys.argv[split + 1 :]

child, terminal = pty.fork()
if child == 0:
    os.execv(command[0], command)

written = b""


def read():
    """More of what the command writes; False at its end."""
    global written
    if not select.select([terminal], [], [], TIMEOUT_S)[0]:
        sys.exit("the command says nothing after %r" % written)
    try:
        more = os.read(terminal, 1024)
    except OSError:
        more = b""
    written += more
    return more != b""


at = 0
for text, keys in zip(steps[::2], steps[1::2]):
    while (found := written.find(text.encode(), at)) < 0:
        if not read():
            sys.exit("no %r in %r" % (text, written))
    at = found + len(text.encode())
    os.write(terminal, keys.encode())
while read():
    pass
sys.stdout.buffer.write(written)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

# Runs a command and, if it succeeds, adds to standard error the microseconds of processor time it took.
import os
import sys

process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(process, 0)
code = os.waitstatus_to_exitcode(status)
if code == 0:
    print(round((usage.ru_utime + usage.ru_stime) * 1e6), file=sys.stderr)
sys.exit(code if code >= 0 else 128 - code)

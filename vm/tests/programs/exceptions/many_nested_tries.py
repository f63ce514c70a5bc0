# Deeply nested try blocks in one function unwind in order.
log = []
try:
    try:
        try:
            try:
                try:
                    try:
                        raise ValueError("core")
                    finally:
                        log.append(6)
                except KeyError:
                    log.append("wrong")
            finally:
                log.append(4)
        except (TypeError, IndexError):
            log.append("wrong")
        else:
            log.append("wrong")
    finally:
        log.append(2)
except ValueError as e:
    log.append(str(e))
print(log)

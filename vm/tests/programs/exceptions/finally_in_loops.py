# break and continue leave through finally, also several nested ones.
log = []
for i in range(5):
    try:
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        finally:
            log.append("f%d" % i)
    finally:
        log.append("g%d" % i)
else:
    log.append("else")
print(log)

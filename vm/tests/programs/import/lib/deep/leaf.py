# A leaf module two packages down, reaching upwards.
from .. import starred
from ..deep.other import tag

name = "leaf"


def up():
    return starred.three, tag

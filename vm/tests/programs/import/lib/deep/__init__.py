# A nested package that imports from itself and from its parent.
from . import leaf
from .leaf import name as leaf_name
from .. import greeting
from ..plain import get as plain_get

level = "deep"

"""Keeps None, True and False alive under PySide on Python 3.11.

PySide 6.12's wheels are built for interpreters where these objects are immortal (3.12 and later,
PEP 683): each call of a C++ method without a result drops a reference to None that it never took,
and some drop one to True. Measured on 3.11.7: 1000 calls of `QObject.setObjectName` take 1000
references from None; after a few thousand screens the interpreter aborts ("none_dealloc"). A head
start of 2**40 references makes the loss harmless.
"""

from __future__ import annotations

import ctypes
import sys

HEAD_START = 1 << 40


def protect() -> None:
    """Give the singletons their head start, once, where the interpreter does not protect them."""
    if sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(singleton) < HEAD_START // 2:
            ctypes.c_ssize_t.from_address(id(singleton)).value += HEAD_START

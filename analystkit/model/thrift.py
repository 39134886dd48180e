"""Thrift's compact protocol: what the end of a Parquet file is written in, read to numbered fields and written back.

No schema is asked for, so fields that a later version adds go through untouched. Maps are not read: Parquet has none.
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from __future__ import annotations

from typing import Any

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, STRUCT = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12
# A structure is its fields by number, a field its type and value, a list the type of its elements and these.
Struct = dict[int, tuple[int, Any]]
_INTEGERS = frozenset((I16, I32, I64))
# Sizes from here on do not fit the byte in front of a list.
_LONG = 15


def read_struct(data: bytes) -> Struct:
    """Read the structure that a text of bytes begins with.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        return _Reader(data).struct()
    except IndexError as error:
        raise ValueError("it ends in the middle of a structure") from error


def write_struct(fields: Struct) -> bytes:
    """Write a structure; what `read_struct` gave comes out as it was."""
    out = bytearray()
    _write(out, STRUCT, fields)
    return bytes(out)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def struct(self) -> Struct:
        fields: Struct = {}
        number = 0
        while head := self._byte():
            kind, far = head & 0x0F, head >> 4
            # A field says how far its number is from the one before, or its number where that is far.
            number = number + far if far else self._integer()
            fields[number] = (kind, kind == TRUE if kind in (TRUE, FALSE) else self._value(kind))
        return fields

    def _value(self, kind: int) -> Any:
        if kind in _INTEGERS:
            return self._integer()
        if kind == BINARY:
            return self._bytes(self._unsigned())
        if kind == STRUCT:
            return self.struct()
        if kind in (LIST, SET):
            head = self._byte()
            size, of = head >> 4, head & 0x0F
            return of, [self._value(of) for _ in range(self._unsigned() if size == _LONG else size)]
        # In a list a truth value takes a byte.
        if kind in (BYTE, TRUE, FALSE):
            return self._byte()
        if kind == DOUBLE:
            return self._bytes(8)
        raise ValueError(f"expected a type of the compact protocol, found {kind}")

    def _integer(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)

    def _unsigned(self) -> int:
        data, at = self._data, self._at
        number = data[at] & 0x7F
        shift = 7
        while data[at] >= 0x80:
            at += 1
            number |= (data[at] & 0x7F) << shift
            shift += 7
        self._at = at + 1
        return number

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, size: int) -> bytes:
        if self._at + size > len(self._data):
            raise IndexError
        self._at += size
        return self._data[self._at - size : self._at]


def _write(out: bytearray, kind: int, value: Any) -> None:
    if kind in _INTEGERS:
        _write_unsigned(out, value << 1 if value >= 0 else ~(value << 1))
    elif kind == BINARY:
        _write_unsigned(out, len(value))
        out += value
    elif kind == STRUCT:
        before = 0
        for number, (inner, field) in value.items():
            if 0 < number - before < _LONG + 1:
                out.append((number - before) << 4 | inner)
            else:
                out.append(inner)
                _write(out, I16, number)
            if inner not in (TRUE, FALSE):
                _write(out, inner, field)
            before = number
        out.append(0)
    elif kind in (LIST, SET):
        of, elements = value
        out.append(min(len(elements), _LONG) << 4 | of)
        if len(elements) >= _LONG:
            _write_unsigned(out, len(elements))
        for element in elements:
            _write(out, of, element)
    elif kind == DOUBLE:
        out += value
    else:
        out.append(value)


def _write_unsigned(out: bytearray, number: int) -> None:
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)

"""OLE files made for the tests, as [MS-CFB] says, and in them mails of Outlook."""

import datetime as dt
import struct

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR, _SMALL, _LEAST = 512, 64, 4096
_FIRST = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def ole(files):
    """Return an OLE file of streams, which are bytes, and folders, which are dictionaries."""
    entries, table, small_table = [], [], []
    body, small = bytearray(), bytearray()

    def chained(table, count):
        start = len(table)
        table.extend([*range(start + 1, start + count), _END] if count else [])
        return start if count else _END

    def put(into, table, data, size):
        count = -(-len(data) // size)
        into.extend(data.ljust(count * size, b"\0"))
        return chained(table, count)

    def lay(name, what):
        entry = {"name": name, "kind": 2, "right": _FREE, "child": _FREE, "start": _END, "size": 0}
        entries.append(entry)
        number = len(entries) - 1
        if isinstance(what, bytes):
            large = len(what) >= _LEAST
            entry["start"] = (
                put(body, table, what, _SECTOR) if large else put(small, small_table, what, _SMALL)
            )
            entry["size"] = len(what)
            return number
        entry["kind"] = 1
        before = None
        for key in sorted(what, key=lambda key: (len(key), key.upper())):
            child = lay(key, what[key])
            (before or entry)["right" if before else "child"] = child
            before = entries[child]
        return number

    lay("Root Entry", files)
    entries[0] |= {
        "kind": 5,
        "size": len(small),
        "start": put(body, table, bytes(small), _SECTOR),
    }
    small_fat = struct.pack(f"<{len(small_table)}I", *small_table)
    small_fat = small_fat.ljust(-(-len(small_fat) // _SECTOR) * _SECTOR, b"\xff")
    small_start = put(body, table, small_fat, _SECTOR)
    directory = put(body, table, b"".join(map(_entry, entries)), _SECTOR)
    sectors = 1
    while sectors * _SECTOR // 4 < len(table) + sectors:
        sectors += 1
    first = len(table)
    table.extend([_FAT] * sectors)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(sectors * _SECTOR, b"\xff")
    places = [*range(first, first + sectors), *[_FREE] * 109][:109]
    head = struct.pack(
        "<8s16xHHHHH6x9I109I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, sectors, directory, 0),
        *(_LEAST, small_start, len(small_fat) // _SECTOR, _END, 0),
        *places,
    )
    return head + bytes(body) + fat


def _entry(entry):
    name = entry["name"].encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ",
        *(name, len(name) + 2, entry["kind"], 1, _FREE, entry["right"], entry["child"]),
        *(entry["start"], entry["size"]),
    )


def _properties(head, numbers):
    rows = (struct.pack("<HHIQ", kind, number, 6, value) for number, kind, value in numbers)
    return bytes(head) + b"".join(rows)


def message(words, *, codec="", page=None, html=b"", pages=None, sent=None, attached=(), head=32):
    """Return the streams of a mail: ``words`` by number, as UTF-16 or in ``codec``.

    ``page`` and ``pages`` are the code pages of ``codec`` and of ``html``; ``sent`` is a time;
    what is attached is a name and its bytes, or a mail as this returns one.
    """
    kind = "001E" if codec else "001F"
    files = {
        f"__substg1.0_{number:04X}{kind}": text.encode(codec or "utf-16-le")
        for number, text in words.items()
    }
    if html:
        files["__substg1.0_10130102"] = html
    numbers = [(0x3FFD, 3, page)] * bool(page) + [(0x3FDE, 3, pages)] * bool(pages)
    if sent:
        numbers.append((0x0039, 0x40, int((sent - _FIRST).total_seconds()) * 10**7))
    files["__properties_version1.0"] = _properties(head, numbers)
    for number, one in enumerate(attached):
        files[f"__attach_version1.0_#{number:08X}"] = _attachment(one, codec)
    return files


def _attachment(one, codec):
    if isinstance(one, dict):
        return {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": one}
    name, data = one
    files = {
        "__properties_version1.0": bytes(8),
        f"__substg1.0_3707{'001E' if codec else '001F'}": name.encode(codec or "utf-16-le"),
    }
    return files | ({"__substg1.0_37010102": data} if data is not None else {})


def outlook(words, **rest):
    """Return an MSG of what :func:`message` takes."""
    return ole(message(words, **rest))

"""Ways to damage a file. Each takes a random generator and changes the file in place; a text says what was done."""
import os
import struct

import h5py
import numpy as np

WORDS = [0, 1, 2, 255, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**62, 2**63 - 1, 2**63, 2**64 - 1]


def _place(chance, length):
    """Half of the places lie in the first 4 KiB, where HDF5 keeps most of what describes the rest."""
    return int(chance.integers(max(1, min(length, 4096) if chance.random() < 0.5 else length)))


def flip_bits(chance, data):
    for _ in range(int(chance.integers(1, 9))):
        data[_place(chance, len(data))] ^= 1 << int(chance.integers(8))


def overwrite(chance, data):
    at, length = _place(chance, len(data)), int(chance.integers(1, 65))
    fill = [b"\0" * length, b"\xff" * length, chance.bytes(length)][int(chance.integers(3))]
    data[at:at + length] = fill[:len(data) - at]


def overwrite_word(chance, data):
    at, size = _place(chance, len(data)) & ~3, int(chance.choice([4, 8]))
    word = struct.pack("<Q", WORDS[int(chance.integers(len(WORDS)))])[:size]
    data[at:at + size] = word[:len(data) - at]


def move_block(chance, data):
    at, source, length = _place(chance, len(data)), _place(chance, len(data)), int(chance.integers(1, 257))
    block = data[source:source + length]
    data[at:at + len(block)] = block


def cut_end(chance, data):
    del data[int(chance.integers(len(data) + 1)):]


def cut_out(chance, data):
    at = _place(chance, len(data))
    del data[at:at + int(chance.integers(1, 257))]


def put_in(chance, data):
    at = _place(chance, len(data))
    data[at:at] = chance.bytes(int(chance.integers(1, 257)))


BYTES = [flip_bits, overwrite, overwrite_word, move_block, cut_end, cut_out, put_in]


def mutate_bytes(chance, path):
    data = bytearray(path.read_bytes())
    change = BYTES[int(chance.integers(len(BYTES)))]
    if data:
        change(chance, data)
    path.write_bytes(data)
    return change.__name__


LINES = ["", ",", ";;", "nan", "inf", "-inf", "1e400", "1e-400", "0x10", "P5", "P2 4 4 255", "#", "\ufeff1", "text", "1,2,3,4",
         "-1", "99999999999999999999", "1 2", "\0", "1" * 5000, "(" * 3000, "\x1b[31m", "'\"", "[", "{}"]


def mutate_text(chance, path):
    """A line of a text file replaced, put in, doubled or taken out; sometimes bytes instead."""
    if chance.random() < 0.4:
        return mutate_bytes(chance, path)
    lines = path.read_text(errors="surrogateescape").split("\n")
    at, how = int(chance.integers(len(lines))), int(chance.integers(4))
    line = LINES[int(chance.integers(len(LINES)))]
    lines[at:at + 1] = [[line], [line, lines[at]], [lines[at]] * 3, []][how]
    path.write_text("\n".join(lines), errors="surrogateescape")
    return f"line {at} {'replaced put-in tripled removed'.split()[how]} {line[:20]!r}"


def _values(chance):
    """Values of every kind that a reader of numbers or of text may meet."""
    kinds = [lambda: 7, lambda: -1, lambda: 0, lambda: 99, lambda: 2**62, lambda: np.uint64(2**64 - 1), lambda: 2.5,
             lambda: np.nan, lambda: np.inf, lambda: -np.inf, lambda: "text", lambda: "", lambda: "line\nline\x1b[31m" * 50,
             lambda: "loschmidt-run", lambda: "complete", lambda: "long" * 10000, lambda: np.bytes_("fixed"), lambda: True,
             lambda: 1 + 2j, lambda: np.arange(5), lambda: np.zeros((2, 3)), lambda: np.zeros((0,)), lambda: np.zeros((3, 0)),
             lambda: np.float32(1.5), lambda: np.float16(1.5), lambda: np.array([np.nan, 1.0]), lambda: ["a", "b"],
             lambda: np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]), lambda: h5py.Empty("f8"), lambda: h5py.Empty("S5"),
             lambda: np.zeros((2,) * 20), lambda: np.arange(5, dtype=">f8"), lambda: np.int8(-1), lambda: np.void(b"opaque")]
    return kinds[int(chance.integers(len(kinds)))]()


def _objects(file):
    paths = ["/"]
    file.visit(lambda path: paths.append("/" + path))
    return paths


def _replace_attribute(chance, file, path):
    names = list(file[path].attrs)
    if not names:
        return "nothing"
    name = names[int(chance.integers(len(names)))]
    del file[path].attrs[name]
    if chance.random() < 0.1:
        return f"attribute {name} of {path} removed"
    value = _values(chance)
    file[path].attrs[name] = value
    return f"attribute {name} of {path} = {str(value)[:30]!r}"


def _shape(chance, shape):
    """The shape with an axis changed, added or taken away."""
    shape = list(shape)
    how = int(chance.integers(4))
    if how == 0 and shape:
        shape[int(chance.integers(len(shape)))] = int(chance.choice([0, 1, 2, 5, 17, 1000]))
    elif how == 1:
        shape.insert(int(chance.integers(len(shape) + 1)), int(chance.choice([1, 2])))
    elif how == 2 and shape:
        del shape[int(chance.integers(len(shape)))]
    else:
        shape = shape[::-1]
    return tuple(shape)


def _reshape(chance, file, path, shape):
    del file[path]
    shape = _shape(chance, shape)
    file[path] = np.full(shape, chance.choice([0.0, 0.1, 1.0]))
    return f"{path} of shape {shape}"


def _retype(chance, file, path, shape):
    kind = ["f4", "i1", "u8", ">f8", "S3", "c16", "f2", "?"][int(chance.integers(8))]
    del file[path]
    file[path] = np.zeros(shape, dtype=kind)
    return f"{path} of type {kind}"


def _claim(chance, file, path, shape):
    """Extents that no file could hold, in chunks that are not there."""
    shape = list(shape) or [1]
    axis = int(chance.integers(len(shape)))
    shape[axis] = int(chance.choice([10**6, 10**9, 10**12, 10**15]))
    chunks = tuple(min(n, 16) for n in shape) if all(shape) else None
    filters = {"compression": "gzip"} if chance.random() < 0.5 else {}
    del file[path]
    if chunks:
        dataset = file.create_dataset(path, shape=shape, dtype="f8", chunks=chunks, **filters)
        if chance.random() < 0.5:
            dataset[(0,) * len(shape)] = 0.5
    return f"{path} claims {shape}"


def _poison(chance, file, path, shape):
    value = float(chance.choice([np.nan, np.inf, -np.inf, -1.0, 1e308, 5e-324]))
    data = file[path][()]
    data = np.asarray(data, dtype=float).copy()
    if data.size:
        data.flat[int(chance.integers(data.size))] = value
    del file[path]
    file[path] = data
    return f"{path} holds {value}"


def _exchange(chance, file, path, shape):
    """Another object, or a link that leads nowhere or in circles, takes the place of one."""
    parent, name = path.rsplit("/", 1)
    del file[path]
    how = int(chance.integers(8))
    if how == 0:
        file.create_group(path)
    elif how == 1:
        file[path] = h5py.SoftLink("/nowhere")
    elif how == 2:
        file[path] = h5py.SoftLink(path)
    elif how == 3:
        file[path] = h5py.ExternalLink("absent.h5", "/x")
    elif how == 4:
        file[path] = file[parent or "/"]
    elif how == 5:
        file[path] = np.dtype("f8")
    elif how == 6:
        layout = h5py.VirtualLayout(shape=shape or (1,), dtype="f8")
        layout[...] = h5py.VirtualSource("absent.h5", "x", shape=shape or (1,))
        file.create_virtual_dataset(path, layout)
    return f"{path} is now {'group dangling circle external parent type virtual gone'.split()[how]}"


def _replace_value(chance, file, path, shape):
    del file[path]
    value = _values(chance)
    file[path] = value
    return f"{path} = {str(value)[:30]!r}"


DATASETS = [_reshape, _retype, _claim, _poison, _exchange, _replace_value]


def mutate_objects(chance, path):
    """One to three attributes or datasets of an HDF5 file are replaced by something else."""
    said = []
    with h5py.File(path, "r+") as file:
        for _ in range(int(chance.integers(1, 4))):
            objects = _objects(file)
            where = objects[int(chance.integers(len(objects)))]
            item = file.get(where)
            if chance.random() < 0.4 or where == "/" or not isinstance(item, (h5py.Dataset, h5py.Group)):
                said.append(_replace_attribute(chance, file, where) if item is not None else "nothing")
                continue
            if isinstance(item, h5py.Group):
                said.append(_exchange(chance, file, where, ()))
                continue
            shape, numbers = item.shape or (), item.dtype.kind in "fiu"
            change = DATASETS[int(chance.integers(len(DATASETS)))]
            said.append((change if numbers or change is not _poison else _replace_value)(chance, file, where, shape))
    return "; ".join(said)


def mutate_hdf5(chance, path):
    if chance.random() < 0.5:
        return mutate_bytes(chance, path)
    try:
        return mutate_objects(chance, path)
    except (OSError, KeyError, ValueError, TypeError, RuntimeError, MemoryError) as error:  # h5py refuses some; what is done stays
        return f"{type(error).__name__} of h5py"


def make_special(chance, path):
    """What is no file of its kind at all."""
    how = int(chance.integers(5))
    path.unlink()
    if how == 0:
        path.mkdir()
    elif how == 1:
        os.mkfifo(path)
    elif how == 2:
        path.symlink_to(path)
    elif how == 3:
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes(b"")
    return "directory fifo circle zero empty".split()[how]

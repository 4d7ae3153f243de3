"""Includes run one way only, and what a room declares is in its own namespace: every #include and every namespace of
every room against the table in docs/decisions/0019-rooms-inside-the-story.md.
Usage: test_include_directions.py SOURCE_ROOT"""

import pathlib
import re
import sys

ROOMS_SEEN = {
    "parallel": set(),
    "meshes": set(),
    "sde": {"meshes", "parallel"},
    "solver": {"sde", "meshes", "parallel"},
    "output": {"meshes", "parallel"},
    "validation": {"meshes"},
    "app/case": {"sde", "output", "validation", "meshes", "parallel"},
    "app/job": {"output", "solver", "meshes", "parallel"},
    "app/compare": {"app/case", "output", "validation", "meshes", "parallel"},
    "app/setup": {"app/case", "app/job", "solver", "sde", "output", "validation", "meshes", "parallel"},
    "app/roads": {"app/setup", "app/job", "app/case", "solver", "sde", "output", "validation", "meshes", "parallel"},
    "app/judgement": {"app/roads", "app/setup", "app/job", "app/case", "solver", "sde", "validation", "meshes",
                      "parallel"},
}
ROOMS_SEEN["app"] = set(ROOMS_SEEN)
STORY = {room for room in ROOMS_SEEN if room.startswith("app")}

# The namespace inside loschmidt, where it is not the last part of the room's path.
NAMESPACES = {"app/case": "input", "app/compare": "comparison"}

# How a foreign header's name begins, and the rooms that may include it.
FOREIGN = [
    (r"muParser", {"sde"}),
    (r"immintrin\.h", {"sde"}),
    (r"Random123/", {"sde"}),
    (r"petsc", {"solver"}),
    (r"hdf5|H5", {"output"}),
    (r"toml\+\+/", {"app/case", "app/compare"}),
    (r"CLI/", {"app"}),
    (r"boost/math/", {"validation", "app/judgement", "meshes", "sde"}),
    (r"boost/(crc\.|property_tree/)", {"output"}),
    (r"mpi\.h$", {"parallel", "solver", "output"} | STORY),
    (r"fmt/", set(ROOMS_SEEN)),
    # Files, locks, memory, terminals and signals of the operating system.
    (r"(unistd|fcntl|signal|malloc)\.h$|sys/", {"parallel", "solver", "output"} | STORY),
    # The standard library: no folder, no ending.
    (r"[a-z_0-9]+$", set(ROOMS_SEEN)),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
NAMESPACE = re.compile(r"^(?:inline )?namespace (loschmidt[\w:]*) \{|^using namespace (loschmidt[\w:]*);")


def allowed_rooms_of(header):
    """The rooms that may include the foreign header; nobody if it is not in the table."""
    for beginning, rooms in FOREIGN:
        if re.match(beginning, header):
            return rooms
    return set()


def room_of(path):
    """The innermost room of a path from the repository root; None outside all rooms."""
    return max((room for room in ROOMS_SEEN if path.startswith(room + "/")), key=len, default=None)


def complaint(room, quote, header):
    """Why this room may not include this header, or None."""
    if quote == "<":
        if room not in allowed_rooms_of(header):
            return f"{room} may not include the foreign header <{header}>"
        return None
    folder = room_of(header)
    if folder is None:
        return f'"{header}" does not begin with a room: write the path from the repository root'
    if folder != room and folder not in ROOMS_SEEN[room]:
        return f"{room} does not see {folder}"
    return None


def complaint_of_namespaces(room, text):
    """Why the namespaces that this file opens or uses are not those of its room, or None."""
    own = "loschmidt::" + NAMESPACES.get(room, room.split("/")[-1])
    for line in text.splitlines():
        found = NAMESPACE.match(line)
        if found and found.group(2):
            return f"a using-directive hides the room that a name comes from: {line}"
        if found and found.group(1) != own and not found.group(1).startswith(own + "::"):
            return f"what {room} declares belongs in {own}: {line}"
    return None


def sources_of(root, room):
    """The room's sources, without the tests and benchmarks, which may see everything."""
    for path in sorted((root / room).rglob("*.[ch]pp")):
        relative = path.relative_to(root)
        of_tests = relative.parts[:2] in {("validation", "tests"), ("validation", "benchmarks")}
        if not of_tests and room_of(relative.as_posix()) == room:
            yield path


def main(root):
    includes = 0
    complaints = []
    for room in ROOMS_SEEN:
        for path in sources_of(root, room):
            text = path.read_text(encoding="utf-8")
            why = complaint_of_namespaces(room, text)
            if why:
                complaints.append(f"{path.relative_to(root)}: {why}")
            for number, line in enumerate(text.splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                includes += 1
                why = complaint(room, *found.groups())
                if why:
                    complaints.append(f"{path.relative_to(root)}:{number}: {why}")
    print("\n".join(complaints + [f"{includes} includes, {len(complaints)} against the rules"]))
    return 1 if complaints or includes == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))

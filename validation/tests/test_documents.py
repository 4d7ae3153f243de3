"""The documents keep their form: lines are at most 120 characters, relative links lead somewhere, and the README of a
room is short. Usage: test_documents.py SOURCE_ROOT"""
import functools
import pathlib
import re
import sys

FOLDERS = ("app", "cases", "cmake", "docs", "meshes", "output", "parallel", "sde", "solver", "tools", "validation")
ROOMS = ("app", "app/*", "meshes", "output", "parallel", "sde", "solver", "validation")
GENERATED = {"docs/keys.md"}  # tools/key_reference.py writes it
LONGEST_LINE, MOST_ROWS, MOST_SENTENCES = 120, 12, 3

LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`]*`")


@functools.lru_cache(None)
def text_lines(path):
    """The lines outside of code blocks, with their numbers."""
    lines, inside = [], False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.lstrip().startswith("```"):
            inside = not inside
        elif not inside:
            lines.append((number, line))
    return lines


def is_row(line):
    return line.lstrip().startswith("|")


def long_lines(path):
    for number, line in text_lines(path):
        if len(line) > LONGEST_LINE and not is_row(line):
            yield f"{number}: {len(line)} characters, {LONGEST_LINE} are allowed"


@functools.lru_cache(None)
def anchors_of(path):
    """The names by which links reach the headings of a document, as GitHub makes them."""
    anchors = set()
    for _, line in text_lines(path):
        if heading := re.match(r"#+ +(.+)", line):
            name = re.sub(r"[^\w\- ]", "", heading[1].strip().lower()).replace(" ", "-")
            again = sum(anchor == name or re.fullmatch(re.escape(name) + r"-\d+", anchor) is not None
                        for anchor in anchors)
            anchors.add(f"{name}-{again}" if again else name)
    return anchors


def broken_links(path):
    for number, line in text_lines(path):
        for link in LINK.findall(CODE.sub("", line)):
            file, _, anchor = link.partition("#")
            target = path.parent / file if file else path
            if re.match(r"\w+:", link):
                continue
            if not target.exists():
                yield f"{number}: there is no {file}"
            elif anchor and anchor not in anchors_of(target):
                yield f"{number}: {target.name} has no heading {anchor}"


def too_much_for_a_room(path):
    lines = [line for _, line in text_lines(path)]
    rows = [number for number, line in enumerate(lines) if is_row(line)]
    if not rows:
        yield "1: the README of a room has a table of its files"
        return
    introduction = CODE.sub("code", " ".join(line for line in lines[:rows[0]] if not line.startswith("#")))
    sentences = len(re.findall(r"[.!?](?:\s|$)", introduction.strip()))
    if not 1 <= sentences <= MOST_SENTENCES:
        yield f"1: {sentences} sentences before the table, 1 to {MOST_SENTENCES} are allowed"
    if len(rows) - 2 > MOST_ROWS:
        yield f"{rows[0] + 1}: {len(rows) - 2} rows, {MOST_ROWS} are allowed: let related files share one"


def faults_of(root):
    documents = sorted([*root.glob("*.md"), *(path for folder in FOLDERS for path in (root / folder).rglob("*.md"))])
    rooms = {path for room in ROOMS for path in root.glob(f"{room}/README.md")}
    for path in documents:
        name = path.relative_to(root).as_posix()
        checks = [broken_links] + [long_lines] * (name not in GENERATED) + [too_much_for_a_room] * (path in rooms)
        yield from (f"{name}:{fault}" for check in checks for fault in check(path))


if __name__ == "__main__":
    faults = list(faults_of(pathlib.Path(sys.argv[1])))
    if faults:
        sys.exit("\n".join(faults))

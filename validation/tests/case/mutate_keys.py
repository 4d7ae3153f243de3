"""Takes the binding of every key away in turn and looks whether the unit tests of keys fail.

    python3 validation/tests/case/mutate_keys.py build/dev

Needs a build folder in which test_case has been built; the sources stay as they are. Every binding is wrapped so that
an environment variable can make it read nothing or write nothing: one compilation holds all the broken programs. In
each file the binding of the first row is removed as well, which must not compile. Exit code 1 where one survives."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[3]
TESTS = "validation/tests/CMakeFiles/test_case.dir"
ROW = re.compile(r"\{\s*\{\s*\.key = \"([^\"]+)\"")
OWNER = re.compile(r"std::vector<(?:EntryKey<([\w:]+)>|(Key))> \w+ = \{")
WRAPPER = """
#include <cstdlib>
namespace loschmidt::input {
template <class Owner>
Binding<Owner> mutant(const std::string& key, Binding<Owner> binding) {
  const char* broken = std::getenv("LOSCHMIDT_MUTANT");
  if (broken && broken == key + ":read") binding.read = [](Owner&, const Given&) {};
  if (broken && broken == key + ":write") binding.write = [](const Owner&) { return std::string(); };
  return binding;
}
}
namespace loschmidt::input {"""


class Row(NamedTuple):
    key: str
    owner: str
    begin: int  # of the binding in the text of its file
    end: int


def end_of_item(text, i):
    """Where the item of a list that begins at i ends: at a comma or a bracket that belongs to the list."""
    depth, quoted = 0, False
    while True:
        c = text[i]
        if quoted:
            i += c == "\\"
            quoted = c != '"'
        elif c == '"':
            quoted = True
        elif c in "([{" or (c == "<" and text[i - 1] != " "):
            depth += 1
        elif c in ")]}>" and text[i - 1] not in "- ":
            depth -= 1
        if depth < 0 or (depth == 0 and c == "," and not quoted):
            return i
        i += 1


def rows_of(text):
    """The rows of a file, and the keys that are described without a binding of their own."""
    rows, owners = [], [(m.start(), m[1] or "Case") for m in OWNER.finditer(text)]
    for found in ROW.finditer(text):
        end = end_of_item(text, text.index("{", found.start() + 1))
        if text[end] != ",":
            continue
        begin = end + 1 + re.match(r"\s*", text[end + 1:]).end()
        owner = [name for start, name in owners if start < found.start()][-1]
        rows.append(Row(found[1], owner, begin, end_of_item(text, begin)))
    bound = {row.key for row in rows}
    return rows, [key for key in re.findall(r"\.key = \"([^\"]+)\"", text) if key not in bound]


def wrapped(text, rows):
    for row in reversed(rows):
        binding = text[row.begin:row.end]
        typed = f"Binding<{row.owner}>{binding}" if binding.startswith("{") else binding
        text = f'{text[:row.begin]}mutant("{row.key}", {typed}){text[row.end:]}'
    return text.replace("\nnamespace loschmidt::input {", WRAPPER, 1)


class Program:
    def __init__(self, build, scratch):
        self.build, self.scratch, self.objects = build, pathlib.Path(scratch), []

    def command_of(self, target):
        done = subprocess.run(["ninja", "-C", self.build, "-t", "commands", "-s", target], capture_output=True,
                              text=True, check=True)
        return done.stdout.splitlines()[-1]

    def compile(self, name, text, *options):
        """Whether the text compiles in the place of app/case/<name>."""
        source, target = self.scratch / name, f"app/case/CMakeFiles/loschmidt_case.dir/{name}.o"
        source.write_text(text, encoding="utf-8")
        command = self.command_of(target).replace(target, str(source) + ".o")
        command = re.sub(rf"-c \S*app/case/{name}", f"-c {source}", command)
        done = subprocess.run(" ".join([command, *options]), shell=True, cwd=self.build, check=False,
                              capture_output=True, text=True)
        self.messages = done.stdout + done.stderr
        return done.returncode == 0

    def link(self):
        """The tests of keys alone, with the objects of this program before those of the library."""
        before, after = self.command_of("validation/tests/test_case").split("-o validation/tests/test_case")
        compiler = re.sub(rf"{TESTS}\S*\.o", "", before)
        objects = [f"{TESTS}/main.cpp.o", f"{TESTS}/case/test_key.cpp.o", *map(str, self.objects)]
        subprocess.run(f"{compiler} {' '.join(objects)} -o {self.scratch / 'test_key'} {after}", shell=True,
                       cwd=self.build, check=True)

    def passes(self, mutant=""):
        done = subprocess.run([self.scratch / "test_key", "--run_test=keys_of_a_case"], check=False, capture_output=True,
                              cwd=self.scratch, env=os.environ | {"LOSCHMIDT_MUTANT": mutant})
        return done.returncode == 0


def compile_all(program):
    """Compiles every table of keys with wrapped bindings; the mutants, and files that compile without a binding."""
    mutants, unbound, survivors = [], [], []
    for path in sorted((ROOT / "app/case").glob("*_section.cpp")) + [ROOT / "app/case/option_table.cpp"]:
        text = path.read_text(encoding="utf-8")
        rows, without = rows_of(text)
        if not program.compile(path.name, wrapped(text, rows)):
            sys.exit(f"{path.name} does not compile with its bindings wrapped:\n{program.messages}")
        program.objects.append(program.scratch / f"{path.name}.o")
        first = rows[0]
        if program.compile(path.name, text[:first.begin - 2] + text[first.end:], "-fsyntax-only"):
            survivors.append(f"{first.key} without a binding compiles")
        for row in rows:
            mutants.append(f"{row.key}:read")
            if "no_text" not in text[row.begin:row.end]:  # what is never written
                mutants.append(f"{row.key}:write")
        unbound += without
    return mutants, unbound, survivors


def main(build):
    with tempfile.TemporaryDirectory(prefix="loschmidt-") as scratch:
        program = Program(pathlib.Path(build).resolve(), scratch)
        mutants, unbound, survivors = compile_all(program)
        files = len(program.objects)
        program.link()
        if not program.passes():
            sys.exit("the tests of keys fail without any mutant")
        survivors += [mutant for mutant in mutants if program.passes(mutant)]
    for survivor in survivors:
        print("not noticed:", survivor)
    keys = len({mutant.rsplit(":", 1)[0] for mutant in mutants})
    print(f"{keys} keys with {len(mutants)} broken bindings, {files} tables with one removed: "
          f"{len(survivors)} not noticed; read and written by the binding of their table: {', '.join(unbound)}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

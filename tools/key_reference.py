"""Writes docs/keys.md, the reference of all keys of a case file, from what `loschmidt run --help-keys` prints.

    python3 tools/key_reference.py build/dev/app/loschmidt            # writes it
    python3 tools/key_reference.py build/dev/app/loschmidt --check    # exit code 1 where it is out of date

The check also refuses a key in the example of docs/interface.md that the program does not know."""
import pathlib
import re
import subprocess
import sys
import tomllib

DOCS = pathlib.Path(__file__).resolve().parents[1] / "docs"
PAGE = DOCS / "keys.md"
TOP = """# Keys of a case file

Made by `tools/key_reference.py` from the table that the program itself reads cases by; do not edit. What the keys
mean together is in [interface.md](interface.md), section 2. `required` stands for a key without a default that must
be given, `none` for one that may be left out.
"""
ROW = re.compile(r"  (?P<key>\S+) : (?P<type>.+?) \[(?P<default>.*)\]")


def cell(text):
    return text.replace("|", r"\|")


def page_of(help_text):
    """The page as text, and the keys in it."""
    lines = help_text.splitlines()
    keys, page = [], [TOP]
    table = ["| key | type | default | meaning |", "|---|---|---|---|"]
    for line, below in zip(lines, lines[1:] + [""]):
        if line.startswith("["):
            page += [f"\n## {line}\n", *table]
        elif row := ROW.fullmatch(line):
            page += table if not keys else []
            keys.append(row["key"])
            page.append(f"| `{row['key']}` | {row['type']} | `{row['default']}` | {cell(below.strip())} |")
    return "\n".join(page) + "\n", keys


def keys_in(table, parent=""):
    for name, value in table.items():
        yield parent + name
        if isinstance(value, dict):
            yield from keys_in(value, f"{parent}{name}.")


def unknown_in_the_example(keys):
    """Keys of the example in interface.md that are no keys of the program, nor sections or free names."""
    example = re.search(r"```toml\n(.*?)```", (DOCS / "interface.md").read_text(encoding="utf-8"), re.DOTALL)
    known = {key.split("[")[0] for key in keys} | {key.rsplit(".", 1)[0] for key in keys}
    return [key for key in keys_in(tomllib.loads(example[1])) if key not in known
            and key.rsplit(".", 1)[0] + ".*" not in known]


def main(program, *options):
    done = subprocess.run([program, "run", "--help-keys"], capture_output=True, text=True, check=True)
    page, keys = page_of(done.stdout)
    if options != ("--check",):
        PAGE.write_text(page, encoding="utf-8")
        return 0
    unknown = unknown_in_the_example(keys)
    if unknown:
        print("docs/interface.md shows keys that the program does not know:", ", ".join(unknown))
    outdated = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page
    if outdated:
        print("docs/keys.md is out of date: python3 tools/key_reference.py PROGRAM writes it")
    return 1 if unknown or outdated else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

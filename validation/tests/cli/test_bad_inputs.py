"""Every input of bad_inputs.py: exit code 2, one line that says what and where, nothing written, in two seconds."""
import pathlib
import re
import resource
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from bad_inputs import TABLE  # noqa: E402
from running import INPUT, RunTest, main, start  # noqa: E402

LONGEST = 400
SECONDS = 2.0  # of one processor, for a case under 1 MB
# "case.toml:12: mesh.cells: ", "--set: mesh.cells: ", "command line: ", "none.h5: "
PLACE = re.compile(r"^loschmidt: (\S*\.toml(:\d+)?: \S+|--set|command line|\S+): ")


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class BadInputs(RunTest):
    def check(self, bad, ranks):
        case = self.directory / "case.toml"
        case.write_bytes(bad.text if isinstance(bad.text, bytes) else bad.text.encode())
        before = processor_seconds()
        done = start(*bad.arguments, ranks=ranks, cwd=self.directory)
        seconds = processor_seconds() - before
        said = [line for line in done.stderr.splitlines() if line.startswith("loschmidt: ")]
        self.assertEqual(done.returncode, INPUT, done.stderr[:2000])
        self.assertEqual(len(said), 1, done.stderr[:2000])
        if ranks is None:
            self.assertEqual(done.stderr, said[0] + "\n")
            self.assertLess(seconds, SECONDS)
        self.assertEqual(done.stdout, "")
        self.assertLessEqual(len(said[0].encode()), LONGEST)
        self.assertRegex(said[0], PLACE)
        self.assertRegex(said[0], bad.message)
        self.assertEqual([p.name for p in self.directory.iterdir()], ["case.toml"])

    def check_all(self, table, ranks=None):
        for bad in table:
            with self.subTest(bad.name, ranks=ranks):
                self.check(bad, ranks)


class OneRank(BadInputs):
    def test_the_table_is_long_enough_and_names_are_unique(self):
        self.assertGreaterEqual(len({bad.name for bad in TABLE}), 150)
        self.assertEqual(len({bad.name for bad in TABLE}), len(TABLE))

    def test_every_input(self):
        self.check_all(TABLE)


class Sample(BadInputs):
    def test_every_thirtieth_input_on_three_ranks(self):
        self.check_all(TABLE[::30], ranks=3)


class ThreeRanks(BadInputs):
    def test_every_input(self):
        self.check_all(TABLE, ranks=3)


if __name__ == "__main__":
    main()

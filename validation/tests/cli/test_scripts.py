"""run.sh and test.sh, in a copy of the tree where packages, CMake and mpirun are stand-ins that write down how they
were called."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Scripts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="loschmidt-")
        self.addCleanup(directory.cleanup)
        self.tree = pathlib.Path(directory.name).resolve() / "a tree"
        for name in ("run.sh", "test.sh", "tools/packages.sh", "tools/build_folder.sh", "cases/ink.toml"):
            (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.tree / name)
        self.stands = self.tree / "stands"
        self.stands.mkdir()
        self.stand_in("dpkg-query", "echo -n installed")
        for name in ("apt-get", "cmake", "ctest"):
            self.stand_in(name, "exit 0")
        self.launches_with(0)

    def stand_in(self, name, text):
        (self.stands / name).write_text(f"#!/bin/bash\n{text}\n")
        (self.stands / name).chmod(0o755)

    def launches_with(self, code, starts="true"):
        """An mpirun that starts nothing unless `starts`, and says why only where it is not to be quiet."""
        self.stand_in("mpirun", f'if [[ $1 != --quiet ]]; then {starts} || {{ echo "no slots" >&2; exit 1; }}; exit 0; fi\n'
                                f'printf "%s|" "$@"; {starts} && exit {code} || exit 1')

    def call(self, script, *arguments, cwd=None):
        environment = os.environ | {"PATH": f"{self.stands}:{os.environ['PATH']}"}
        return subprocess.run(["bash", self.tree / script, *arguments], capture_output=True, text=True, check=False,
                              cwd=cwd or self.tree, env=environment)

    def launched(self, *arguments, **keys):
        return self.call("run.sh", *arguments, **keys).stdout.split("|")[:-1]

    def test_help(self):
        for script in ("run.sh", "test.sh"):
            for option in ("-h", "--help"):
                done = self.call(script, option)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn("usage", done.stdout)
        self.assertEqual(self.call("test.sh", "--wrong").returncode, 2)

    def test_results_lie_outside_the_sources_unless_the_user_says_where(self):
        program, case = str(self.tree / "bin" / "loschmidt"), str(self.tree / "cases" / "ink.toml")
        begin = ["--quiet", "-n", "2", program, "run"]
        self.assertEqual(self.launched(), [*begin, case, "-o", "runs/ink"])
        self.assertEqual(self.launched("cases/ink.toml", "--dry-run", "--", "-o"),
                         [*begin, "cases/ink.toml", "-o", "runs/ink", "--dry-run", "--", "-o"])
        self.assertEqual(self.launched("cases/ink.toml", cwd=self.stands), [*begin, case, "-o", "runs/ink"])
        for words in (["-o", "x"], ["-ox"], ["--output=x"], ["--set", "output.directory=x"], ["--set=output.directory=x"]):
            self.assertEqual(self.launched(*words), [*begin, case, *words])
        (self.tree / "own.toml").write_text('[output]\ndirectory = "x"\n')
        self.assertEqual(self.launched("own.toml"), [*begin, "own.toml"])

    def test_the_program_can_be_called_by_the_line_that_is_shown(self):
        program = self.tree / "build" / "run" / "app" / "loschmidt"
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/bash\necho it runs\n")
        program.chmod(0o755)
        line = self.call("run.sh").stderr.splitlines()[-1]
        done = subprocess.run(["bash", "-c", f"{line}; loschmidt"], capture_output=True, text=True, check=False, cwd="/")
        self.assertEqual(done.stdout, "it runs\n", line + done.stderr)

    def test_the_code_is_the_programs(self):
        for code in (1, 75, 139):
            self.launches_with(code)
            done = self.call("run.sh")
            self.assertEqual(done.returncode, code)
            self.assertEqual("none of the program's" in done.stderr, code == 139)

    def test_what_keeps_mpirun_from_starting_is_shown(self):
        self.launches_with(0, starts="false")
        done = self.call("run.sh")
        self.assertEqual((done.returncode, done.stdout), (4, ""))
        self.assertIn("no slots", done.stderr)
        self.assertIn("RANKS=N", done.stderr)

    def test_a_build_folder_of_another_place_is_removed_and_its_own_is_not(self):
        for script, name in (("run.sh", "run"), ("test.sh", "dev")):
            folder = self.tree / "build" / name
            folder.mkdir(parents=True)
            for place, there in ((self.tree, True), (pathlib.Path("/elsewhere"), False)):
                (folder / "CMakeCache.txt").write_text(
                    f"CMAKE_CACHEFILE_DIR:INTERNAL={place}/build/{name}\nCMAKE_HOME_DIRECTORY:INTERNAL={place}\n")
                done = self.call(script)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual((folder / "CMakeCache.txt").exists(), there)
                self.assertEqual("/elsewhere" in done.stderr, not there)


if __name__ == "__main__":
    unittest.main(verbosity=2)

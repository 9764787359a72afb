"""Completion and the manual follow from the declarations, and work in real shells."""
import json
import shutil
import subprocess
import unittest

from program import PROGRAM, ProgramTest


class Completion(ProgramTest):
    def script(self, shell):
        return self.write(f"vigie.{shell}", self.vigie("completion", shell).stdout)

    def bash(self, *words):
        """What bash offers for the last word."""
        line = " ".join(f"'{word}'" for word in ("vigie", *words))
        done = subprocess.run(["bash", "--norc", "-c",
                               f"compopt() {{ :; }}; source {self.script('bash')}; COMP_WORDS=({line}); "
                               f"COMP_CWORD={len(words)}; _vigie; printf '%s\\n' \"${{COMPREPLY[@]}}\""],
                              capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_knows_commands(self):
        catalog = json.loads(self.vigie("help", "--json").stdout)
        analyses = {s["name"].replace("_", "-") for s in catalog["sections"] if s["kind"] == "analysis"}
        offered = set(self.bash(""))
        self.assertLessEqual(analyses | {"run", "check", "init", "help", "show", "completion"}, offered)
        self.assertEqual(self.bash("hots"), ["hotspots"])

    def test_bash_knows_flags_and_their_values(self):
        self.assertIn("--distance-band", self.bash("hotspots", "--dist"))
        self.assertEqual(self.bash("hotspots", "--statistic", ""), ["gi_star", "gi"])
        self.assertEqual(set(self.bash("run", "--progress", "")), {"auto", "json", "none"})
        self.assertEqual(self.bash("run", "--set", "grid.cell"), ["grid.cell_size="])
        self.assertEqual(self.bash("run", "--set", "output.weig"), [])
        self.assertEqual(self.bash("help", "neigh"), ["neighbourhoods"])
        self.assertEqual(set(self.bash("completion", "")), {"bash", "zsh", "fish"})

    def test_bash_leaves_files_to_the_shell(self):
        self.assertEqual(self.bash("run", "job"), [])
        self.assertEqual(self.bash("hotspots", "-o", ""), [])

    def test_every_parameter_has_its_flag(self):
        script = self.vigie("completion", "bash").stdout
        for section in json.loads(self.vigie("help", "--json").stdout)["sections"]:
            for parameter in section["parameters"]:
                if section["kind"] == "analysis":
                    self.assertIn("--" + parameter["name"], script)
                if parameter.get("unavailable") != "all":
                    self.assertIn(f"{section['name']}.{parameter['name']}", script)

    def test_other_shells_take_their_scripts(self):
        for shell in ("zsh", "fish"):
            path = self.script(shell)
            if not shutil.which(shell):
                self.skipTest(f"{shell} is not installed")
            done = subprocess.run([shell, "-n", path], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), shell)
        offered = subprocess.run(["fish", "-c", f"source {self.folder}/vigie.fish; complete -C 'vigie hotspots --stati'"],
                                 capture_output=True, text=True, check=True, env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"})
        self.assertIn("--statistic", offered.stdout)

    def test_refuses_an_unknown_shell(self):
        self.assertIn("bash, zsh and fish", self.vigie("completion", "tcsh", code=64).stderr)


class Manual(ProgramTest):
    def test_groff_and_mandoc_have_no_complaint(self):
        page = self.write("vigie.1", self.vigie("help", "--man").stdout)
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", page], capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")
        for words in ("NAME", "vigie hotspots", "cell_size", "EXIT STATUS"):
            self.assertIn(words, done.stdout.replace("\b", ""))
        if shutil.which("mandoc"):
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "error", page], capture_output=True, text=True)
            self.assertEqual(lint.stdout, "")

    def test_is_the_same_every_time(self):
        self.assertEqual(self.vigie("help", "--man").stdout, self.vigie("help", "--man").stdout)


if __name__ == "__main__":
    unittest.main()

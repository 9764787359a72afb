"""The short version of fault_suite: every kind of fault, forty in all."""
import importlib.machinery
import importlib.util
import pathlib
import random
import shutil
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def command(path):
    """A command without .py as a module."""
    loader = importlib.machinery.SourceFileLoader(path.name, str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(path.name, loader))
    loader.exec_module(module)
    return module


class Faults(unittest.TestCase):
    def test_forty_faults_do_no_harm(self):
        if not shutil.which("cc"):
            self.skipTest("no C compiler: calls cannot be made to fail")
        suite = command(HERE / "fault_suite")
        with tempfile.TemporaryDirectory() as name:
            done, fired = suite.harm(suite.Bench(pathlib.Path(name)), 40, random.Random(2))
        self.assertEqual(set(done), {kind.__name__ for kind, _ in suite.KINDS})
        self.assertGreaterEqual(sum(done.values()), 40)
        # A fault that never fires proves nothing.
        for kind in ("failing_call", "full_disk", "lock_held", "open_for_editing", "alert_hangs"):
            self.assertGreater(fired[kind], 0, kind)


if __name__ == "__main__":
    unittest.main()

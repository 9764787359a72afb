"""The job array of docs/slurm on a Slurm of one node, started here, with one task killed and requeued."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

from program import PROGRAM, SAMPLES, SOURCE, ProgramTest

CONFIGURATION = """
ClusterName=vigie
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmdPort={other_port}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=5
CredType=cred/munge
SlurmUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
MpiDefault=none
KillWait=1
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs={processors} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""

# The second task's first attempt is held in the middle of its work, so that it can be killed there.
HELD = """#!/bin/sh
if [ "${{SLURM_ARRAY_TASK_ID:-}}" = 2 ] && [ -z "${{SLURM_RESTART_COUNT:-}}" ]; then
  {program} "$@" &
  kill -STOP $!
  echo $! > {folder}/held
  wait
fi
exec {program} "$@"
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


class JobArray(ProgramTest):
    def setUp(self):
        super().setUp()
        missing = [name for name in ("munged", "slurmctld", "slurmd", "sbatch", "scontrol") if not shutil.which(name, path=self.path())]
        if missing:
            self.skipTest(f"NOT TESTED: Slurm is not installed here (slurm-wlm, munge): {', '.join(missing)}")
        if os.geteuid() != 0:
            self.skipTest("NOT TESTED: the daemons of Slurm are started as root, and this is not root")
        self.slurm = self.folder / "slurm"
        for name in ("state", "spool"):
            (self.slurm / name).mkdir(parents=True)
        self.environment = {**os.environ, "PATH": self.path(), "SLURM_CONF": str(self.slurm / "slurm.conf")}
        self.addCleanup(self.stop)
        self.start()

    @staticmethod
    def path():
        return os.environ["PATH"] + ":/usr/sbin:/sbin"

    def start(self):
        port, other_port = free_ports(2)
        (self.slurm / "slurm.conf").write_text(CONFIGURATION.format(
            host=socket.gethostname().split(".")[0], port=port, other_port=other_port, folder=self.slurm,
            processors=os.cpu_count()))
        (self.slurm / "munge.key").write_bytes(os.urandom(1024))
        (self.slurm / "munge.key").chmod(0o400)
        files = [f"--{kind}={self.slurm}/munge.{kind.split('-')[0]}" for kind in ("socket", "pid-file", "log-file", "seed-file")]
        for words in (["munged", "--force", f"--key-file={self.slurm}/munge.key", *files],
                      ["slurmctld", "-c", "-i"], ["slurmd", "-c"]):
            done = subprocess.run(words, env=self.environment, capture_output=True, text=True, timeout=30)
            if done.returncode != 0:
                self.skipTest(f"NOT TESTED: {words[0]} does not start here: {done.stderr.strip()}")
        if not self.comes(lambda: self.told("sinfo", "-h", "-o", "%T") == "idle", 20):
            self.skipTest(f"NOT TESTED: the node does not come up here: {(self.slurm / 'slurmd.log').read_text()[-500:]}")

    def stop(self):
        """Ends the daemons that wrote their numbers here, and no other."""
        for name in ("slurmd.pid", "slurmctld.pid", "munge.pid"):
            path = self.slurm / name
            if not path.exists():
                continue
            process = int(path.read_text())
            os.kill(process, signal.SIGTERM)
            self.comes(lambda: not pathlib.Path(f"/proc/{process}").exists(), 15)

    def told(self, *words):
        done = subprocess.run(words, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, f"{words}: {done.stderr}")
        return done.stdout.strip()

    @staticmethod
    def comes(what, seconds):
        end = time.monotonic() + seconds
        while not what():
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def test_the_array_gives_the_plain_file_although_a_task_was_killed_and_requeued(self):
        for file in (SAMPLES / "invented-city").iterdir():
            if file.is_file():
                shutil.copy(file, self.folder)
        for name in ("plain", "by slurm", "out"):
            (self.folder / name).mkdir()
        self.vigie("run", "job.toml", "-o", "plain/city.gpkg")
        held = self.write("held-vigie", HELD.format(program=PROGRAM, folder=self.folder))
        held.chmod(0o755)
        self.environment["VIGIE"] = str(held)
        merge = self.told(SOURCE / "docs/slurm/vigie-parts.sh", "job.toml", "4", "by slurm/city.gpkg")

        self.assertTrue(self.comes((self.folder / "held").exists, 60), "the second task runs")
        array = self.told("squeue", "-h", "-n", "vigie-part", "-o", "%F").split()[0]
        process = int((self.folder / "held").read_text())
        self.told("scontrol", "requeue", f"{array}_2")
        self.assertTrue(self.comes(lambda: not pathlib.Path(f"/proc/{process}").exists(), 20), "it was killed")
        self.assertFalse((self.folder / "by slurm/city.gpkg").exists(), "the merge waits for all parts")

        self.assertTrue(self.comes(lambda: self.told("squeue", "-h") == "", 120), self.told("squeue"))
        self.assertIn("Restarts=1", self.told("scontrol", "show", "job", f"{array}_2"))
        self.assertIn("JobState=COMPLETED", self.told("scontrol", "show", "job", merge))
        self.assertEqual((self.folder / "by slurm/city.gpkg").read_bytes(), (self.folder / "plain/city.gpkg").read_bytes())
        self.assertEqual([path.name for path in (self.folder / "job.parts").iterdir() if "draft" in path.name], [])


if __name__ == "__main__":
    import unittest
    unittest.main()

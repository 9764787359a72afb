"""Runs the program as a child: its progress and messages become QGIS's, a cancel ends it."""
import json
import os
import signal
import subprocess
import threading
import time


class Ended(Exception):
    """The program could not be started, or ended with an error; the text is for people."""


def _speak(line, feedback):
    """One line of the child's standard error; returns what is no message: an error, in full sentences."""
    try:
        event = json.loads(line)
        if "progress" in event:
            feedback.setProgress(event["progress"])
        if "message" in event:
            feedback.pushInfo(event["message"])
        if "warning" in event:
            feedback.pushWarning(event["warning"])
        return None
    except (ValueError, TypeError):
        return line.strip() or None


def _end(child):
    """Asks first, so that the program removes its drafts; insists after a while."""
    child.send_signal(signal.SIGTERM) if os.name != "nt" else child.terminate()
    try:
        child.wait(0.8)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def run(program, words, feedback):
    """True when the child ended well, False when the user canceled it. Raises Ended otherwise."""
    options = {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {}
    try:
        child = subprocess.Popen([program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE, **options)
    except OSError as error:
        raise Ended(f"Could not start '{program}' ({error}). Name the program in Settings > Options > Processing > "
                    "Providers > vigie, or put it on PATH.") from error
    lines, errors = [], []

    def read():
        for raw in child.stderr:
            lines.append(raw.decode("utf-8", "replace"))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    while child.poll() is None or reader.is_alive() or lines:
        while lines:
            rest = _speak(lines.pop(0), feedback)
            if rest:
                errors.append(rest)
        if feedback.isCanceled():
            _end(child)
            break
        time.sleep(0.05)
    reader.join()
    child.stderr.close()
    if feedback.isCanceled():
        return False
    if child.returncode != 0:
        raise Ended("\n".join(errors) or f"vigie ended with code {child.returncode}")
    for line in errors:
        feedback.pushInfo(line)
    return True

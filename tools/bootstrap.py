"""Set up `.venv` from the lock file, with nothing but Python 3.11 or newer.

    python3 tools/bootstrap.py [group ...]        groups: dev, bench

Takes uv from the PATH, or fetches the one release pinned in `pinned_uv.py`, checks its SHA-256 and keeps it
in `.cache`. Then uv installs exactly what `uv.lock` says. A second call does nothing until the
lock file, `pyproject.toml` or the interpreter changes. Two calls at once wait for each other, and
an environment that was interrupted half-way is made anew.
"""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pinned_uv import UV, has_certificates, mirror, pinned_uv

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CACHE = ROOT / ".cache"
STATE = CACHE / "environment.json"

OLDEST_UV = (0, 9)
OFFLINE = """\
Could not set up the environment.
   what  {what}
   fix   connect once to pypi.org and files.pythonhosted.org and call this again; behind a mirror
         set UV_DEFAULT_INDEX to its address; behind a proxy set HTTPS_PROXY. Afterwards no network is needed."""


def main(groups: list[str]) -> None:
    """Bring `.venv` to what the lock file describes, with the groups asked for, and compile our own files."""
    _set_up(groups)
    compileall.compile_dir(ROOT / "src", quiet=2)  # uv compiles what it installs, and we are installed in place


def _set_up(groups: list[str]) -> None:
    wanted = _fingerprint()
    if _is_ready(wanted, groups):
        return
    CACHE.mkdir(exist_ok=True)
    with _alone() as lock:
        if _is_ready(wanted, groups):  # another call did it while this one waited
            return
        state = _state()
        if VENV.exists() and (state.get("root") != str(ROOT) or not state.get("finished") or not PYTHON.exists()):
            shutil.rmtree(VENV)
        if not VENV.exists():
            state = {}
        groups = sorted({*groups, *state.get("groups", [])})  # what is there stays there
        print(f"Setting up .venv ({', '.join(['detente', *groups])}) …", file=sys.stderr, flush=True)
        _write_state({"root": str(ROOT), "finished": False})
        problem = _install(groups, lock)
        if problem:
            if PYTHON.exists():  # uv stopped in good order: keep what stands, and try again next time
                _write_state({**state, "root": str(ROOT), "wanted": "", "finished": True})
            raise SystemExit(OFFLINE.format(what=problem))
        _write_state({"root": str(ROOT), "wanted": wanted, "groups": groups, "finished": True})


def _fingerprint() -> str:
    """Hash of everything the environment is made from."""
    digest = hashlib.sha256(f"{sys.executable} {sys.version}".encode())
    for name in ("pyproject.toml", "uv.lock"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _is_ready(wanted: str, groups: list[str]) -> bool:
    """Whether the environment stands, was made here, and holds the groups."""
    state = _state()
    return (
        state.get("wanted") == wanted
        and state.get("root") == str(ROOT)
        and set(groups) <= set(state.get("groups", []))
        and (VENV / "bin" / "detente").exists()
    )


def _state() -> dict[str, Any]:
    """What the last call left behind; empty if there was none."""
    try:
        return dict(json.loads(STATE.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write_state(state: dict[str, Any]) -> None:
    """Replace the state in one step."""
    fresh = STATE.with_suffix(".new")
    fresh.write_text(json.dumps(state), encoding="utf-8")
    fresh.replace(STATE)


@contextmanager
def _alone() -> Iterator[int]:
    """Wait until no other call is at work in this clone; gives the lock's file descriptor."""
    import fcntl

    with (CACHE / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _install(groups: list[str], lock: int) -> str:
    """Install what the lock file says; empty when it worked, else what went wrong."""
    found = shutil.which("uv")
    if found and _version(found) >= OLDEST_UV and _sync(found, groups, lock):
        return ""
    try:
        pinned = pinned_uv(CACHE)
    except OSError as error:
        return f"uv {UV}, which does the installing, could not be fetched: {error}"
    return (
        "" if _sync(str(pinned), groups, lock) else "uv could not install the locked packages (its own words are above)"
    )


def _version(uv: str) -> tuple[int, ...]:
    """Version of a uv program; empty if it does not run."""
    try:
        said = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ()
    match = re.search(r"(\d+)\.(\d+)\.(\d+)", said)
    return tuple(map(int, match.groups())) if match else ()


def _sync(uv: str, groups: list[str], lock: int) -> bool:
    """Let uv install the locked packages and this project; whether it worked."""
    chosen = [word for group in groups for word in ("--group", group)]
    index = mirror()
    # The child inherits the lock, so that it also holds while uv outlives a killed parent.
    if not index:
        command = [uv, "sync", "--locked", "--compile-bytecode", "--no-default-groups", *chosen]
        return _run([*command, "--python", sys.executable], lock)
    with tempfile.TemporaryDirectory() as folder:  # the lock file's hashes, from the mirror's address
        listed = str(Path(folder) / "requirements.txt")
        into = ["--python", str(PYTHON), "--default-index", index, "--compile-bytecode"]
        return all(
            _run(command, lock)
            for command in (
                [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)],
                [
                    uv,
                    "export",
                    "--quiet",
                    "--frozen",
                    "--no-default-groups",
                    *chosen,
                    "--no-emit-project",
                    "-o",
                    listed,
                ],
                [uv, "pip", "sync", "--require-hashes", *into, listed],
                [uv, "pip", "install", "--no-deps", *into, "--editable", str(ROOT)],
            )
        )


def _run(command: list[str], lock: int) -> bool:
    """Run uv in the project folder; whether it worked."""
    code = subprocess.run(command, cwd=ROOT, env=_environment(), pass_fds=[lock], check=False).returncode
    if code < 0:  # killed half-way: leave the state unfinished
        raise SystemExit(f"uv was stopped by signal {-code}; call this again to start the environment anew.")
    return code == 0


def _environment() -> dict[str, str]:
    """The caller's environment, without what would lead uv elsewhere."""
    misleading = {
        "VIRTUAL_ENV",
        "CONDA_PREFIX",
        "PYTHONPATH",
        "PYTHONHOME",
        "UV_PYTHON",
        "UV_SYSTEM_PYTHON",
        "UV_FROZEN",
    }
    misleading |= {
        "UV_INDEX_URL",
        "UV_DEFAULT_INDEX",
        "UV_NO_SYNC",
        "UV_LOCKED",
        "UV_NO_EDITABLE",
        "UV_DEV",
        "UV_NO_DEV",
    }
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    ours = {"UV_PROJECT_ENVIRONMENT": ".venv", "UV_PYTHON_DOWNLOADS": "never"}
    if "UV_CACHE_DIR" not in kept and not os.access(Path.home(), os.W_OK):
        ours["UV_CACHE_DIR"] = str(CACHE / "uv")
    if has_certificates():
        ours |= {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}  # new and old name of one setting
    if not sys.stderr.isatty():
        ours["UV_NO_PROGRESS"] = "1"
    return kept | ours


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit("Interrupted; the next call starts the environment anew.") from None

"""The one uv release that sets up this project: fetched, checked against its SHA-256, and kept.

What is fetched is used only if its hash is the one written here. A new release means new rows in `WHEELS`.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

UV = "0.13.9"
FILES = "https://files.pythonhosted.org/packages"
WHEELS = {  # (system, machine, C library): (folder on files.pythonhosted.org, platform tag, SHA-256)
    ("Linux", "x86_64", "glibc"): (
        "3d/aa/26d64642d808de4a652579ef950d7cd2d37f080a8babf9c67c6b75fc4c3f",
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("Linux", "x86_64", "musl"): (
        "fe/fe/794884de0efd3ac77a427cab21aa72c0483e100c55a42cd5cbb02c141b84",
        "musllinux_1_1_x86_64",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("Linux", "aarch64", "glibc"): (
        "57/15/94b6cd62ac3ff6550288328e8035288875197cbc183f51554b266a69877b",
        "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
    ("Darwin", "x86_64", ""): (
        "1e/db/08e9ef4879bd667e6d7b4705e594e5bd3e4585f10fc63cb16b9fa2fac63e",
        "macosx_10_12_x86_64",
        "c16ed11e013557536b3e60065f1b912f6407bd6518e041b961e23ef9e6b4fbf5",
    ),
    ("Darwin", "arm64", ""): (
        "f3/a7/a8d7b074798c7fb3b26b37584b8fe2e29df2ccdc24ce7902caab2a53edbf",
        "macosx_11_0_arm64",
        "66c512266d633bef48384a1f53003f41f2a8e7b36fe6e7fbfd3e0fd52d96fa63",
    ),
}
WHEELS["Linux", "aarch64", "musl"] = WHEELS["Linux", "aarch64", "glibc"]


def pinned_uv(cache: Path) -> Path:
    """The pinned uv in the folder `cache`, fetched if it is not there yet.

    Raises:
        OSError: neither the index nor pip gave the right file.
    """
    uv = cache / f"uv-{UV}" / "uv"
    if uv.exists():
        return uv
    system, machine = platform.system(), platform.machine()
    library = ("glibc" if platform.libc_ver()[0] == "glibc" else "musl") if system == "Linux" else ""
    if (system, machine, library) not in WHEELS:
        raise OSError(f"no uv is pinned for {system} {machine} {library}; install uv {UV} and put it on the PATH")
    folder, tag, sha256 = WHEELS[system, machine, library]
    name = f"uv-{UV}-py3-none-{tag}.whl"
    wheel = _wheel(name, folder, sha256)
    uv.parent.mkdir(exist_ok=True)
    fresh = uv.with_suffix(".new")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        fresh.write_bytes(archive.read(f"uv-{UV}.data/scripts/uv"))
    fresh.chmod(0o755)
    fresh.replace(uv)
    return uv


def _wheel(name: str, folder: str, sha256: str) -> bytes:
    """The wheel's bytes, from the first place whose file has the right hash."""
    troubles: list[str] = []
    for fetch in (_from_index, _from_pip):
        try:
            wheel = fetch(name, folder)
        except (OSError, ValueError) as error:
            troubles.append(str(error))
            continue
        if hashlib.sha256(wheel).hexdigest() == sha256:
            return wheel
        troubles.append(f"{name} has the wrong SHA-256, and is not used")
    raise OSError("; ".join(troubles))


def _from_index(name: str, folder: str) -> bytes:
    url = f"{FILES}/{folder}/{name}"
    if index := mirror():
        page = f"{index}/uv/"
        links = re.findall(r'href="([^"]+)"', _get(page).decode(errors="replace"))
        url = next((urllib.parse.urljoin(page, link) for link in links if name in urllib.parse.unquote(link)), "")
        if not url:
            raise OSError(f"{page} lists no {name}")
    return _get(url)


def _get(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.read()
    except urllib.error.URLError as error:
        if not isinstance(error.reason, ssl.SSLCertVerificationError) or has_certificates():
            raise
    # A bare machine may hold no certificates at all. What comes is used only if its pinned hash is right.
    unchecked = ssl.create_default_context()
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE
    with urllib.request.urlopen(url, timeout=60, context=unchecked) as answer:
        return answer.read()


def _from_pip(name: str, folder: str) -> bytes:
    """The same file by way of pip, where pip is installed and knows a way that we do not."""
    with tempfile.TemporaryDirectory() as into:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", into, f"uv=={UV}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheels = list(Path(into).glob("*.whl"))
        if done.returncode or not wheels:
            raise OSError("pip could not fetch it either" if "No module" not in done.stderr else "pip is not installed")
        return wheels[0].read_bytes()


def mirror() -> str:
    """Address of the package index to use in place of pypi.org; empty for pypi.org itself."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        url = os.environ.get(name, "").rstrip("/")
        if url:
            return "" if url == "https://pypi.org/simple" else url
    return ""


def has_certificates() -> bool:
    """Whether this machine keeps certificates of its own to trust."""
    paths = ssl.get_default_verify_paths()
    return sys.platform == "darwin" or bool(paths.cafile) or bool(paths.capath and any(Path(paths.capath).iterdir()))

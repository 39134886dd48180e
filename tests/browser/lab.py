"""A Jupyter server of our own on a free port, in a folder of its own, and nothing else touched: JupyterLab, Notebook and Voila on it."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 90


class Lab:
    """A Jupyter server that serves one folder; a context manager that ends what it started.

    Parameters
    ----------
    folder : Path
        What it serves; settings, runtime files and logs lie beside it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.token = secrets.token_hex(16)
        self._own = folder.parent / f".{folder.name}-jupyter"

    def __enter__(self) -> Lab:
        self._own.mkdir(parents=True, exist_ok=True)
        runtime = self._own / "runtime"
        environment = {
            **os.environ,
            "HOME": str(self._own),
            "JUPYTER_RUNTIME_DIR": str(runtime),
            "JUPYTER_CONFIG_DIR": str(self._own / "config"),
            "JUPYTER_DATA_DIR": str(self._own / "data"),
            "IPYTHONDIR": str(self._own / "ipython"),
            "MPLCONFIGDIR": str(self._own / "matplotlib"),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
            "OMP_NUM_THREADS": "1",
        }
        self._log = (self._own / "server.log").open("w")
        self._server = subprocess.Popen(
            self._command(), env=environment, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True, cwd=self.folder
        )  # fmt: skip
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            for found in runtime.glob("*server-*.json"):
                try:
                    self.address = json.loads(found.read_text())["url"].rstrip("/")
                except (ValueError, KeyError):
                    continue
                return self
            if self._server.poll() is not None:
                break
            time.sleep(0.2)
        self.__exit__()
        raise RuntimeError(f"JupyterLab did not start:\n{(self._own / 'server.log').read_text()[-3000:]}")

    def __exit__(self, *_: object) -> None:
        # The server's own process group: it and its kernels, nothing else.
        if self._server.poll() is None:
            os.killpg(self._server.pid, signal.SIGTERM)
            try:
                self._server.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self._server.pid, signal.SIGKILL)
        self._log.close()

    def url(self, notebook: str, app: str = "lab") -> str:
        """Return the address of a notebook in the folder, in "lab", "notebook" or "voila": one server has them all."""
        path = {"lab": "lab/tree", "notebook": "notebooks", "voila": "voila/render"}[app]
        return f"{self.address}/{path}/{notebook}?token={self.token}"

    def _command(self) -> list[str]:
        return [
            sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1",
            f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={self.folder}", "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--ServerApp.open_browser=False", "--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True",
        ]  # fmt: skip

"""A headless Chromium over its DevTools protocol; needs nothing but Chromium and Tornado, which Notebook brings."""
import asyncio
import base64
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

KEYS = {"Tab": 9, "Escape": 27, "Enter": 13}


class Browser:
    def __init__(self):
        self.numbers = itertools.count(1)
        self.profile = tempfile.mkdtemp(prefix="assay-browser-")
        program = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--remote-debugging-port=0", f"--user-data-dir={self.profile}", "--window-size=1200,1500", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        self.socket = None
        self.requests = []
        self.complaints = []

    async def __aenter__(self):
        port_file = Path(self.profile, "DevToolsActivePort")
        end = time.monotonic() + 60
        while not (port_file.exists() and len(port_file.read_text().split()) == 2):
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError("Chromium did not start")
            await asyncio.sleep(0.1)
        port, path = port_file.read_text().split()
        self.socket = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{port}{path}"), max_message_size=1 << 28)
        target = (await self.call("Target.createTarget", url="about:blank", session=None))["targetId"]
        self.page = (await self.call("Target.attachToTarget", targetId=target, flatten=True, session=None))["sessionId"]
        await self.call("Page.enable")
        await self.call("Network.enable")
        return self

    async def __aexit__(self, *_):
        if self.socket:
            self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.profile, ignore_errors=True)

    async def call(self, method, session="page", **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = self.page
        await self.socket.write_message(json.dumps(message))
        while True:
            answer = json.loads(await asyncio.wait_for(self.socket.read_message(), 60))
            if answer.get("method") == "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            self.listen(answer)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def listen(self, event):
        """What the page complains of, where its domains Runtime and Log are enabled."""
        kind, what = event.get("method"), event.get("params", {})
        if kind == "Runtime.exceptionThrown":
            self.complaints.append(what["exceptionDetails"].get("text", "exception"))
        elif kind == "Runtime.consoleAPICalled" and what["type"] in ("error", "warning", "assert"):
            self.complaints.append(str([one.get("value", one.get("description")) for one in what["args"]])[:500])
        elif kind == "Log.entryAdded" and what["entry"]["level"] in ("error", "warning"):
            self.complaints.append(what["entry"]["text"][:500])

    async def js(self, expression):
        answer = await self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    async def until(self, expression, patience=60):
        """Waits until an expression is truthy; its value."""
        end, last = time.monotonic() + patience, None
        while time.monotonic() < end:
            try:
                last = await self.js(expression)
            except RuntimeError as failure:  # the page is being loaded
                last = failure
            if last and not isinstance(last, RuntimeError):
                return last
            await asyncio.sleep(0.1)
        raise TimeoutError(f"{expression} is still {last!r} after {patience} s")

    async def open(self, url):
        await self.call("Page.navigate", url=url)

    async def type(self, text):
        await self.call("Input.insertText", text=text)

    async def press(self, key, shift=False):
        for kind in ("rawKeyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                            windowsVirtualKeyCode=KEYS[key], modifiers=8 if shift else 0)  # fmt: skip

    async def screenshot(self, file):
        shot = await self.call("Page.captureScreenshot", format="png")
        Path(file).write_bytes(base64.b64decode(shot["data"]))

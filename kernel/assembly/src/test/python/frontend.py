"""A frontend for tests: starts the kernel named by ASSAY_KERNEL and says what came of each cell."""
import os
import queue
import subprocess
import time
from dataclasses import dataclass, field

from jupyter_client.manager import KernelManager

KERNEL = os.environ.get("ASSAY_KERNEL", "assay")


@dataclass
class Run:
    """What a cell did: its reply, and what it published up to its idle status."""

    reply: dict
    outputs: list = field(default_factory=list)
    seconds: float = 0.0

    @property
    def status(self):
        return self.reply["status"]

    @property
    def error(self):
        return self.reply.get("ename")

    def text(self, name="stdout"):
        return "".join(o["content"]["text"] for o in self.of("stream") if o["content"]["name"] == name)

    @property
    def result(self):
        results = self.of("execute_result")
        return results[-1]["content"]["data"]["text/plain"] if results else None

    def of(self, kind):
        return [o for o in self.outputs if o["msg_type"] == kind]


class Frontend:
    def __init__(self, name=KERNEL, **options):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.connect()

    def connect(self):
        self.kept = {}
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def finish(self, request, patience=60):
        """Waits for the reply and the idle status of a request; what answers others is kept for whoever waits for them."""
        begin = time.monotonic()
        run, idle = Run({}), False
        while not (run.reply and idle):
            if time.monotonic() - begin > patience:
                raise TimeoutError(f"still running after {patience} s: {run}")
            message = self.next(request, self.client.get_shell_msg if idle else self.client.get_iopub_msg)
            if message is None:
                continue
            if message["msg_type"].endswith("_reply"):
                run.reply = message["content"]
            elif message["msg_type"] == "status":
                idle = message["content"]["execution_state"] == "idle"
            else:
                run.outputs.append(message)
        run.seconds = time.monotonic() - begin
        return run

    def next(self, request, get):
        """The next message for a request: one that was kept, or one that comes within half a second; else None."""
        kept = self.kept.get(request)
        if kept:
            return kept.pop(0)
        try:
            message = get(timeout=0.5)
        except queue.Empty:
            return None
        parent = message["parent_header"].get("msg_id")
        if parent == request:
            return message
        self.kept.setdefault(parent, []).append(message)
        return None

    def run(self, code, patience=60, **options):
        return self.finish(self.send(code, **options), patience)

    def outputs(self, seconds):
        """Everything on iopub for a while."""
        end, found = time.monotonic() + seconds, []
        while time.monotonic() < end:
            try:
                found.append(self.client.get_iopub_msg(timeout=0.1))
            except queue.Empty:
                continue
        return found

    def complete(self, code, cursor=None, patience=30):
        """A kernel that has just started on a busy machine may give up its first completions."""
        end = time.monotonic() + patience
        while True:
            reply = self.ask("complete", code, cursor)
            if reply["matches"] or time.monotonic() > end:
                return reply

    def ask(self, method, *arguments, patience=30):
        """The content of the reply to complete, inspect, is_complete, history, comm_info."""
        return self.finish(getattr(self.client, method)(*arguments), patience).reply

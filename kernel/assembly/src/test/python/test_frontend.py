"""That the tests' own frontend loses no message, and gives up on one that never comes."""
import queue
import time
import unittest

from frontend import Frontend


def message(parent, kind, **content):
    return {"parent_header": {"msg_id": parent}, "msg_type": kind, "content": content}


BUSY, IDLE = (lambda parent, state=state: message(parent, "status", execution_state=state) for state in ("busy", "idle"))


def reply(parent):
    return message(parent, "execute_reply", status="ok")


class Scripted:
    """A client that has these messages; once they are gone the last of iopub comes for ever, if it shall."""

    def __init__(self, iopub, shell, endless=False):
        self.iopub, self.shell, self.endless = list(iopub), list(shell), endless

    def get_iopub_msg(self, timeout):
        if self.endless and len(self.iopub) == 1:
            return self.iopub[0]
        return self.take(self.iopub)

    def get_shell_msg(self, timeout):
        return self.take(self.shell)

    @staticmethod
    def take(messages):
        if not messages:
            time.sleep(0.01)
            raise queue.Empty
        return messages.pop(0)


def frontend(*script, **options):
    made = Frontend.__new__(Frontend)
    made.client, made.kept = Scripted(*script, **options), {}
    return made


class FrontendTest(unittest.TestCase):
    def gives_up(self, *script, **options):
        with self.assertRaises(TimeoutError):
            frontend(*script, **options).finish("a", patience=0.2)

    def test_it_gives_up_where_something_is_missing(self):
        self.gives_up([], [])
        self.gives_up([BUSY("a"), IDLE("a")], [])
        self.gives_up([BUSY("a")], [reply("a")])
        self.gives_up([BUSY("b"), IDLE("b")], [reply("b")])

    def test_it_gives_up_though_others_never_fall_silent(self):
        self.gives_up([message("b", "stream", name="stdout", text="more")], [reply("a")], endless=True)

    def test_it_gives_up_on_a_cell_that_never_falls_silent(self):
        self.gives_up([message("a", "stream", name="stdout", text="more")], [reply("a")], endless=True)

    def test_what_is_for_another_request_is_kept_for_it(self):
        text = message("b", "stream", name="stdout", text="early")
        both = frontend([BUSY("b"), text, BUSY("a"), IDLE("b"), IDLE("a")], [reply("b"), reply("a")])
        self.assertEqual(both.finish("a", patience=1).outputs, [])
        later = both.finish("b", patience=1)
        self.assertEqual((later.status, later.text()), ("ok", "early"))


if __name__ == "__main__":
    unittest.main()

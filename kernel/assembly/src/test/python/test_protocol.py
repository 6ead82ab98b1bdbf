"""Jupyter's own conformance tests, with every sample filled in. The kernel's name comes from ASSAY_KERNEL."""
import os
import unittest

import jupyter_kernel_test


class AssayKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ.get("ASSAY_KERNEL", "assay")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for _ in range(20):  # a kernel that has just started on a busy machine may give up its first completions
            if cls.matches("Thread.onSpinW"):
                break

    @classmethod
    def matches(cls, text):
        """Past replies to what the client asked while the kernel started: a slow start leaves several."""
        request = cls.kc.complete(text)
        while True:
            reply = cls.kc.get_shell_msg(timeout=30)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"].get("matches")

    language_name = "java"
    file_extension = ".jshell"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("careful");'
    completion_samples = [
        {"text": "Thread.onSpinW", "matches": {"onSpinWait()"}},
        {"text": '"abc".strip'},
        {"text": "new ArrayDeq", "matches": {"ArrayDeque"}},
        {"text": ""},
    ]
    complete_code_samples = ["1 + 1", "int x = 1;", "for (int i = 0; i < 3; i++) { }", "// nothing", ""]
    incomplete_code_samples = ["int f(int x) {", "for (int i = 0; i < 3; i++)", "1 +", 'var s = """\n  text']
    invalid_code_samples = ["int x = )", "class { }", "1 + + * 2;"]
    code_page_something = "Math.abs?"
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1', "result": "a1"},
        {"code": "List.of(1, 2, 3)", "result": "[1, 2, 3]"},
    ]
    code_display_data = [
        {"code": 'display(Table.create("t", IntColumn.create("n", 1, 2)));', "mime": "text/html"},
        {
            "code": "display(new java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB));",
            "mime": "image/png",
        },
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.abs"
    code_clear_output = "clear(false);"


if __name__ == "__main__":
    unittest.main()

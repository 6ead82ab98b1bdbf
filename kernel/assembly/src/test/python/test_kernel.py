"""The installed kernel as a frontend sees it: what jupyter_kernel_test leaves out."""
import json
import os
import queue
import signal
import subprocess
import sys
import textwrap
import time
import tempfile
import unittest
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from frontend import KERNEL, Frontend


class OneKernel(unittest.TestCase):
    """Tests that leave the kernel as usable as they found it share one."""

    @classmethod
    def setUpClass(cls):
        cls.kernel = Frontend()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.__exit__()

    def ok(self, code, **options):
        run = self.kernel.run(code, **options)
        self.assertEqual(run.status, "ok", run)
        return run


class InterruptTest(OneKernel):
    """Whatever a cell does, it stops when told, and what was before it is still there."""

    STUBBORN = {
        "sleep": "Thread.sleep(600_000);",
        "an empty endless loop": "while (true) { }",
        "a counting endless loop": "long n = 0; while (true) { n++; }",
        "a method that loops": "int spin(int x) { while (true) { x = x * 31 + 7; } }\nspin(1)",
        "recursion": "long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(70)",
        "a parallel stream": "IntStream.range(0, 1_000_000).parallel().forEach(i -> { while (true) { Math.sin(i); } });",
        "a lock that is never given": "new java.util.concurrent.CountDownLatch(1).await();",
        "a swallowed interrupt": "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { } }",
        "catching everything": "while (true) { try { while (true) { } } catch (RuntimeException e) { } }",
        "a blocking read": "System.in.read()",
        "a flood of output": 'while (true) { System.out.println("more"); }',
    }

    def test_every_stubborn_cell_stops(self):
        self.ok("int before = 41;")
        for name, code in self.STUBBORN.items():
            with self.subTest(name):
                request = self.kernel.send(code, allow_stdin=True)
                time.sleep(1.5)
                begin = time.monotonic()
                self.kernel.manager.interrupt_kernel()
                run = self.kernel.finish(request, patience=20)
                self.assertEqual(run.error, "KeyboardInterrupt", run.reply)
                self.assertLess(time.monotonic() - begin, 5)
                self.assertEqual(self.ok("before + 1").result, "42")

    def test_an_interrupt_of_an_idle_kernel_changes_nothing(self):
        self.kernel.manager.interrupt_kernel()
        time.sleep(0.2)
        self.assertEqual(self.ok("20 + 1").result, "21")


class StdinTest(OneKernel):
    def answer(self, code, value):
        request = self.kernel.send(code, allow_stdin=True)
        question = self.kernel.client.get_stdin_msg(timeout=15)
        self.kernel.client.input(value)
        return question["content"], self.kernel.finish(request)

    def test_reads_a_line(self):
        question, run = self.answer("new Scanner(System.in).nextLine()", "zwölf 🙂")
        self.assertFalse(question["password"])
        self.assertEqual(run.result, "zwölf 🙂")

    def test_says_so_where_the_frontend_takes_no_input(self):
        run = self.kernel.run("new Scanner(System.in).nextLine()", allow_stdin=False)
        self.assertEqual(run.status, "error")


class ExecuteTest(OneKernel):
    def test_silent_publishes_status_only(self):
        count = self.ok("1").reply["execution_count"]
        run = self.ok('System.out.println("x"); 2', silent=True)
        self.assertEqual(run.outputs, [])
        self.assertEqual(self.ok("3").reply["execution_count"], count + 1)

    def test_store_history_false_does_not_count(self):
        count = self.ok("1").reply["execution_count"]
        self.ok("2", store_history=False)
        self.assertEqual(self.ok("3").reply["execution_count"], count + 1)

    def test_user_expressions(self):
        run = self.ok("int ten = 10;", user_expressions={"twice": "ten * 2", "bad": "nowhere"})
        expressions = run.reply["user_expressions"]
        self.assertEqual(expressions["twice"]["data"]["text/plain"], "20")
        self.assertEqual(expressions["bad"]["status"], "error")

    def test_cells_queued_behind_a_failure_are_aborted(self):
        slow = self.kernel.send('Thread.sleep(500); throw new IllegalStateException("first");')
        queued = [self.kernel.send(f'System.out.println("queued {i}");') for i in range(3)]
        self.assertEqual(self.kernel.finish(slow).error, "java.lang.IllegalStateException")
        for request in queued:
            run = self.kernel.finish(request, patience=10)
            self.assertIn(run.status, ("error", "aborted"))
            self.assertEqual(run.text(), "")
        self.assertEqual(self.ok("5 + 5").result, "10")

    def test_stop_on_error_false_runs_them(self):
        self.kernel.send('throw new IllegalStateException("first");', stop_on_error=False)
        self.assertEqual(self.ok("6 + 5").result, "11")

    def test_an_error_names_the_users_exception_and_line(self):
        run = self.kernel.run('int a = 1;\nString s = null;\ns.length();')
        self.assertEqual(run.error, "java.lang.NullPointerException")
        self.assertIn("line 3", "\n".join(run.reply["traceback"]))

    def test_output_of_a_background_thread_belongs_to_its_cell(self):
        request = self.kernel.send(
            'new Thread(() -> { try { Thread.sleep(800); } catch (InterruptedException e) { } System.out.println("late"); }).start();')
        self.kernel.finish(request)
        other = self.ok('System.out.println("other");')
        self.assertEqual(other.text(), "other\n")
        late = [m for m in self.kernel.outputs(2) if m["msg_type"] == "stream"]
        self.assertEqual([(m["parent_header"]["msg_id"], m["content"]["text"]) for m in late], [(request, "late\n")])

    def test_a_flood_of_output_is_bounded_and_says_so(self):
        run = self.ok('for (int i = 0; i < 2_000_000; i++) System.out.println("line " + i);', patience=120)
        text = run.text() + run.text("stderr")
        self.assertLess(len(text), 20_000_000)
        self.assertTrue(text.startswith("line 0\nline 1\n"))

    def test_exit_and_errors_of_the_machine_are_defined(self):
        self.ok("int kept = 7;")
        for code in ("System.exit(3);", "Runtime.getRuntime().halt(3);"):
            run = self.kernel.run(code)
            self.assertEqual(run.status, "error", code)
            self.assertEqual(self.ok("kept").result, "7")
        self.assertEqual(
            self.kernel.run("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)").error, "java.lang.StackOverflowError")


class TablesawTest(unittest.TestCase):
    """Tablesaw looks for its own parts when it is first used, whoever is first, and whatever is on the class path by then."""

    def test_its_readers_are_found(self):
        with Frontend() as kernel:  # no import, which would have it loaded by another thread
            run = kernel.run('tech.tablesaw.api.Table.defaultReaderRegistry.getReaderForExtension("csv").isPresent()')
            self.assertEqual(run.result, "true", run)

    def test_a_jar_with_further_readers_does_no_harm(self):
        with tempfile.TemporaryDirectory() as folder, Frontend() as kernel:
            source = Path(folder) / "Other.java"
            source.write_text(
                "package tech.tablesaw.io.other;\n"
                "public class Other implements tech.tablesaw.io.DataReader<Other.Options> {\n"
                "  public static class Options extends tech.tablesaw.io.ReadOptions {\n"
                "    public Options() { super(new tech.tablesaw.io.ReadOptions.Builder() {\n"
                "      public Options build() { return null; } }); } }\n"
                "  public tech.tablesaw.api.Table read(tech.tablesaw.io.Source s) { return null; }\n"
                "  public tech.tablesaw.api.Table read(Options o) { return null; }\n"
                "}\n"
            )
            compiled = kernel.run(
                "import javax.tools.*;\n"
                f'ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", System.getProperty("java.class.path"),'
                f' "-d", "{folder}", "{source}")'
            )
            self.assertEqual(compiled.result, "0", compiled)
            self.assertEqual(kernel.run(f"%classpath {folder}").status, "ok")
            run = kernel.run('tech.tablesaw.api.Table.create("t").name()')
            self.assertEqual(run.result, "t", run)


class MemoryTest(unittest.TestCase):
    def test_a_cell_that_fills_the_heap_fails_and_the_kernel_goes_on(self):
        with Frontend(env={**os.environ, "JDK_JAVA_OPTIONS": "-Xmx300m"}) as kernel:
            self.assertEqual(kernel.run("int kept = 7;").status, "ok")
            run = kernel.run("var all = new ArrayList<long[]>(); while (true) { all.add(new long[1_000_000]); }", patience=120)
            self.assertEqual(run.error, "java.lang.OutOfMemoryError")
            self.assertEqual(kernel.run("all = null; kept").result, "7")


class WhileACellRunsTest(OneKernel):
    def test_completion_inspection_and_control_answer(self):
        self.ok('String word = "abc";')
        self.kernel.complete("word.len")
        request = self.kernel.send("Thread.sleep(4_000);")
        time.sleep(0.3)
        begin = time.monotonic()
        self.assertIn("length()", self.kernel.ask("complete", "word.len")["matches"])
        self.assertTrue(self.kernel.ask("inspect", "word.length")["found"])
        self.assertEqual(self.kernel.ask("is_complete", "1 + 1")["status"], "complete")
        self.assertLess(time.monotonic() - begin, 3.5)
        self.assertEqual(self.kernel.finish(request).status, "ok")

    def test_the_heart_beats(self):
        request = self.kernel.send("long end = System.nanoTime() + 3_000_000_000L; while (System.nanoTime() < end) { }")
        time.sleep(1.5)
        self.assertTrue(self.kernel.client.hb_channel.is_beating())
        self.kernel.finish(request)


class CursorTest(OneKernel):
    """Positions count code points, also behind characters that take two UTF-16 units."""

    def test_completion(self):
        code = 'String 𝒳 = "🙂🙂"; 𝒳.toLowerC'
        reply = self.kernel.complete(code)
        self.assertEqual(code[reply["cursor_start"] : reply["cursor_end"]], "toLowerC")
        self.assertIn("toLowerCase()", reply["matches"])

    def test_completion_in_the_middle(self):
        code = '"🙂".leng; int after = 1;'
        reply = self.kernel.complete(code, code.index(";"))
        self.assertEqual(code[reply["cursor_start"] : reply["cursor_end"]], "leng")
        self.assertIn("length()", reply["matches"])

    def test_inspection(self):
        code = '"🙂🙂🙂".isBlank()'
        reply = self.kernel.ask("inspect", code, code.index("Blank"))
        self.assertTrue(reply["found"])
        self.assertIn("isBlank", reply["data"]["text/plain"])


class CommTest(OneKernel):
    def test_an_unknown_target_is_closed_and_the_kernel_goes_on(self):
        session = self.kernel.client.session
        message = session.msg("comm_open", {"comm_id": "c1", "target_name": "quarto_kernel_setup", "data": {"options": {}}})
        self.kernel.client.shell_channel.send(message)
        closed = [m for m in self.kernel.outputs(1.5) if m["msg_type"] == "comm_close"]
        self.assertEqual([m["content"]["comm_id"] for m in closed], ["c1"])
        self.assertEqual(self.kernel.ask("comm_info")["comms"], {})


class LifeTest(unittest.TestCase):
    def test_restart_forgets_and_works(self):
        with Frontend() as kernel:
            self.assertEqual(kernel.run("int gone = 1;").status, "ok")
            kernel.client.stop_channels()
            kernel.manager.restart_kernel()
            kernel.connect()
            self.assertEqual(kernel.run("gone").status, "error")
            self.assertEqual(kernel.run("1 + 1").result, "2")

    def test_a_polite_shutdown_ends_it_in_time(self):
        with Frontend() as kernel:
            kernel.run("1")
            begin = time.monotonic()
            kernel.client.shutdown()
            while alive(kernel.pid) and time.monotonic() - begin < 10:
                time.sleep(0.05)
            self.assertLess(time.monotonic() - begin, 5)

    def test_a_shutdown_in_the_middle_of_a_cell_ends_it_too(self):
        with Frontend() as kernel:
            kernel.send("while (true) { }")
            time.sleep(1)
            begin = time.monotonic()
            kernel.client.shutdown()
            while alive(kernel.pid) and time.monotonic() - begin < 10:
                time.sleep(0.05)
            self.assertLess(time.monotonic() - begin, 5)

    def test_a_native_crash_is_followed_by_a_new_kernel_and_leaves_nothing_beside_the_notebook(self):
        reports = os.path.join(tempfile.gettempdir(), "assay-kernel-crash-{}.log")
        with tempfile.TemporaryDirectory() as folder, Frontend(cwd=folder) as kernel:
            report = reports.format(kernel.pid)
            kernel.run("int gone = 1;")
            cell = kernel.send("Thread.sleep(60_000)")
            time.sleep(0.5)
            os.kill(kernel.pid, signal.SIGSEGV)
            end = time.monotonic() + 20
            while alive(kernel.pid) and time.monotonic() < end:
                time.sleep(0.05)
            self.assertFalse(alive(kernel.pid))
            with self.assertRaises(TimeoutError):
                kernel.finish(cell, patience=2)
            self.assertEqual(os.listdir(folder), [])
            with open(report) as crash:
                self.assertIn("SIGSEGV", crash.read())
            os.remove(report)
            # what Jupyter's own restarter does
            kernel.client.stop_channels()
            kernel.manager.restart_kernel(now=True)
            kernel.connect()
            self.assertEqual(kernel.run("gone").status, "error")
            self.assertEqual(kernel.run("1 + 1").result, "2")

    def test_sigint_does_not_kill_it(self):
        with Frontend() as kernel:
            self.assertEqual(kernel.run("int still = 5;").status, "ok")
            os.kill(kernel.pid, signal.SIGINT)
            time.sleep(1)
            self.assertEqual(kernel.run("still").result, "5")

    def test_it_ends_when_its_parent_is_killed(self):
        script = textwrap.dedent(f"""
            import sys, time
            sys.path.insert(0, {str(Path(__file__).parent)!r})
            from frontend import Frontend
            kernel = Frontend()
            kernel.run("1 + 1")
            print(kernel.pid, flush=True)
            time.sleep(600)
        """)
        parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        pid = int(parent.stdout.readline())
        self.assertTrue(alive(pid))
        parent.kill()
        parent.wait()
        parent.stdout.close()
        end = time.monotonic() + 15
        while alive(pid) and time.monotonic() < end:
            time.sleep(0.2)
        self.assertFalse(alive(pid))

    def test_it_listens_only_where_it_was_told_to(self):
        with Frontend() as kernel:
            kernel.run("1")
            import psutil

            given = {getattr(kernel.manager, name) for name in
                     ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")}
            listening = [c.laddr for c in psutil.Process(kernel.pid).connections() if c.status == "LISTEN"]
            self.assertEqual({a.port for a in listening}, given)
            self.assertEqual({a.ip.replace("::ffff:", "") for a in listening}, {"127.0.0.1"})


class SpecTest(unittest.TestCase):
    def test_jupyter_lists_it(self):
        listed = json.loads(subprocess.run(
            ["jupyter", "kernelspec", "list", "--json"], check=True, capture_output=True, text=True).stdout)
        spec = listed["kernelspecs"][KERNEL]["spec"]
        self.assertEqual((spec["language"], spec["interrupt_mode"]), ("java", "message"))
        folder = Path(listed["kernelspecs"][KERNEL]["resource_dir"])
        for name in ("logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "quarto_setup_cell"):
            self.assertTrue((folder / name).is_file(), name)

    def test_it_holds_no_jar_of_the_commands(self):
        found = KernelSpecManager().get_kernel_spec(KERNEL)
        app = Path(found.resource_dir, found.metadata["assay"]["app"])
        jars = [jar.name for jar in app.glob("*.jar")]
        for ours in ["assay-kernel-evaluation-", "assay-core-", "tablesaw-core-", "plotly.js-"]:
            self.assertTrue([jar for jar in jars if jar.startswith(ours)], ours)
        for theirs in ["assay-cli-", "assay-kernel-command-", "assay-kernel-runner-", "picocli-", "openhtmltopdf-", "jsoup-"]:
            self.assertFalse([jar for jar in jars if jar.startswith(theirs)], theirs)

    def test_nbclient_runs_a_notebook(self):
        import nbclient
        import nbformat

        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell("int x = 20;"), nbformat.v4.new_code_cell("x * 2 + 2")],
            metadata={"kernelspec": {"name": KERNEL, "display_name": "Java", "language": "java"}})
        nbclient.NotebookClient(notebook, timeout=60).execute()
        self.assertEqual(notebook.cells[1].outputs[0]["data"]["text/plain"], "42")

    def test_nbclient_says_that_a_fault_in_native_code_ended_the_kernel(self):
        import nbclient
        import nbformat

        fault = """ProcessHandle.current().pid()
            var unsafe = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            unsafe.setAccessible(true);
            ((sun.misc.Unsafe) unsafe.get(null)).putAddress(0L, 1L);"""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(code) for code in fault.split("\n", 1)],
            metadata={"kernelspec": {"name": KERNEL, "display_name": "Java", "language": "java"}})
        with tempfile.TemporaryDirectory() as folder:
            with self.assertRaises(nbclient.exceptions.DeadKernelError):
                nbclient.NotebookClient(notebook, timeout=60, resources={"metadata": {"path": folder}}).execute()
            self.assertEqual(os.listdir(folder), [])
        pid = notebook.cells[0].outputs[0]["data"]["text/plain"]
        report = Path(tempfile.gettempdir(), f"assay-kernel-crash-{pid}.log")
        self.assertIn("Unsafe", report.read_text(errors="replace"))
        report.unlink()

    def test_a_first_cell_is_heard_by_who_listens_a_moment_later(self):
        manager = KernelManager(kernel_name=KERNEL)
        manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.client()
        try:
            client.start_channels(shell=True, iopub=False, stdin=False, hb=False, control=False)
            client.kernel_info()
            client.get_shell_msg(timeout=60)
            cell = client.execute("30 + 12")
            time.sleep(0.1)
            client.iopub_channel.start()
            heard = []
            while not heard or heard[-1]["content"].get("execution_state") != "idle":
                message = client.get_iopub_msg(timeout=30)
                if message["parent_header"].get("msg_id") == cell:
                    heard.append(message)
            self.assertEqual(["status", "execute_input", "execute_result", "status"], [m["msg_type"] for m in heard])
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def test_the_console_runs_a_cell(self):
        run = subprocess.run(
            ["jupyter", "console", "--simple-prompt", "--kernel", KERNEL],
            input="30 + 12\n", capture_output=True, text=True, timeout=90)
        self.assertIn("42", run.stdout)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    unittest.main()

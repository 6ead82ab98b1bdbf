"""A working day in short: thousands of cells that redefine what earlier ones defined, and a heap that stays flat."""
import os
import unittest

import psutil
from frontend import Frontend

CELLS = int(os.environ.get("ASSAY_MANY_CELLS", "5000"))
LIVE = 'System.gc(); var m = Runtime.getRuntime(); m.totalMemory() - m.freeMemory()'


class ManyCellsTest(unittest.TestCase):
    def test_heap_and_memory_stay_flat(self):
        with Frontend() as kernel:
            live, resident = [], []
            for i in range(CELLS):
                code = [
                    f"int value = {i};",
                    f"int twice(int x) {{ return 2 * x + {i % 7}; }}",
                    f"record Point(int x, int y{i % 3}) {{ }}",
                    f"value + {i}",
                    f"byte[] block = new byte[1_000_000]; block[{i % 1000}] = 1;",
                ][i % 5]
                run = kernel.run(code)
                self.assertEqual(run.status, "ok", (code, run.reply))
                if (i + 1) % (CELLS // 10) == 0:
                    live.append(int(kernel.run(LIVE).result) / 1e6)
                    resident.append(psutil.Process(kernel.pid).memory_info().rss / 1e6)
            print(f"\nafter each tenth of {CELLS} cells: heap in use MB {[round(x) for x in live]}, "
                  f"resident MB {[round(x) for x in resident]}")
            self.assertLess(live[-1], 1.1 * live[2] + 3)
            self.assertLess(resident[-1], 400)


if __name__ == "__main__":
    unittest.main()

"""Writes margins.json: python3 margins.py > margins.json   (scipy 1.17.1, numpy 2.4.6)

entropy: scipy.stats.entropy; Jensen-Shannon: scipy.spatial.distance.jensenshannon(p, q, base=2);
Clopper-Pearson: scipy.stats.binomtest(x, n).proportion_ci(1 - (1 - conf) / k, "exact");
Goodman: from the formula of the paper with scipy.stats.chi2.ppf(1 - (1 - conf) / k, 1);
Sison-Glaz: written from the paper, moments by summing the truncated Poisson mass term by term
(not by factorial moments), c searched one by one. Its first case is an example
of Sison and Glaz (1995): counts 56, 72, 73, 59, 62, 87, 58.
"""
import json, math
import numpy as np, scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

def goodman(x, conf):
    n, k = sum(x), len(x)
    a = stats.chi2.ppf(1 - (1 - conf) / k, 1)
    return [[(a + 2 * c - s * math.sqrt(a * (a + 4 * c * (n - c) / n))) / (2 * (n + a)) for s in (1, -1)] for c in x]

def clopper_pearson(x, conf):
    n, k = sum(x), len(x)
    return [list(map(float, stats.binomtest(c, n).proportion_ci(1 - (1 - conf) / k, "exact"))) for c in x]

def coverage(x, c):
    n, inside, s = sum(x), 1.0, np.zeros(4)
    for lam in x:
        i = np.arange(max(0, lam - c), lam + c + 1)
        w = stats.poisson.pmf(i, lam) if lam > 0 else (i == 0) * 1.0
        total = w.sum()
        w = w / total
        mean = (w * i).sum()
        m2, m3, m4 = [(w * (i - mean) ** r).sum() for r in (2, 3, 4)]
        inside *= total
        s += [mean, m2, m3, m4 - 3 * m2 * m2]
    z = (n - s[0]) / math.sqrt(s[1])
    g1, g2 = s[2] / s[1] ** 1.5, s[3] / s[1] ** 2
    poly = 1 + g1 * (z**3 - 3 * z) / 6 + g2 * (z**4 - 6 * z**2 + 3) / 24 + g1**2 * (z**6 - 15 * z**4 + 45 * z**2 - 15) / 72
    f = poly * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return inside * f / math.sqrt(s[1]) / stats.poisson.pmf(n, n)

def sison_glaz(x, conf):
    n, before = sum(x), 0.0
    for c in range(1, n + 1):
        now = coverage(x, c)
        if now > conf:
            break
        before = now
    else:
        raise SystemExit("no c")
    delta = (conf - before) / (now - before)
    return [[max(0, v / n - (c - 1) / n), min(1, v / n + (c - 1 + 2 * delta) / n)] for v in x]

def intervals(x, conf):
    return {"counts": x, "confidence": conf, "goodman": goodman(x, conf), "clopper_pearson": clopper_pearson(x, conf),
            "sison_glaz": sison_glaz(x, conf)}

def distance(p, q):
    p, q = np.array(p, float), np.array(q, float)
    p, q = p / p.sum(), q / q.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        psi = float(np.where(p == q, 0, (p - q) * np.log(p / q)).sum())
    return {"p": list(map(float, p)), "q": list(map(float, q)), "total_variation": float(abs(p - q).sum() / 2),
            "jensen_shannon": float(jensenshannon(p, q, base=2)),
            "hellinger": float(np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / math.sqrt(2)), "psi": psi if math.isfinite(psi) else None}

def diversity(x):
    p = np.array(x) / sum(x)
    h = float(stats.entropy(p))
    return {"counts": x, "evenness": h / math.log(len(x)), "gini_simpson": float(1 - (p**2).sum()),
            "effective_levels": math.exp(h), "effective_levels_order_2": float(1 / (p**2).sum())}

print(json.dumps({
    "program": f"scipy {scipy.__version__}, numpy {np.__version__}", "script": "margins.py",
    "intervals": [intervals(x, conf) for x, conf in [
        ([56, 72, 73, 59, 62, 87, 58], 0.95), ([91, 49, 37, 43], 0.95), ([800, 200], 0.95), ([23, 12, 44, 9], 0.90),
        ([1, 2, 0, 5, 3, 1, 0, 7], 0.95), ([5, 5], 0.99), ([3, 0, 17], 0.95), ([12000, 3400, 150, 77, 9000, 1, 0, 420, 33], 0.95),
        ([108, 286, 71, 127], 0.95), ([10, 0, 0, 0, 0, 0, 0], 0.95)]],
    "distances": [distance(*pq) for pq in [([800, 200], [1, 1]), ([108, 286, 71, 127], [1, 1, 1, 1]), ([5, 0, 5], [1, 1, 1]),
        ([1, 0], [0, 1]), ([3, 4, 5], [3, 4, 5]), ([90, 7, 3], [0.5, 0.3, 0.2])]],
    "diversity": [diversity(x) for x in [[800, 200], [108, 286, 71, 127], [1, 1, 1, 1, 1], [999, 1], [3, 0, 7]]]}))

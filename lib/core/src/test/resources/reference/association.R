# Writes association.json: Rscript association.R > association.json   (R 4.2.2, vcd 1.4-11, jsonlite)
# chi-square, df, p, expected: chisq.test(m, correct = FALSE); adjusted residuals: its $stdres;
# G and V: vcd::assocstats(m); Theil's U and Bergsma's V: from their definitions, below.
suppressPackageStartupMessages({library(vcd); library(jsonlite)})
U <- function(m) {
  p <- m / sum(m); h <- function(q) -sum(q[q > 0] * log(q[q > 0]))
  i <- h(rowSums(p)) + h(colSums(p)) - h(p)
  list(a_given_b = i / h(rowSums(p)), b_given_a = i / h(colSums(p)))
}
bergsma <- function(m) {
  n <- sum(m); r <- nrow(m); k <- ncol(m)
  phi2 <- unname(suppressWarnings(chisq.test(m, correct = FALSE))$statistic) / n
  sqrt(max(0, phi2 - (r - 1) * (k - 1) / (n - 1)) / (min(r - (r - 1)^2 / (n - 1), k - (k - 1)^2 / (n - 1)) - 1))
}
one <- function(name, call, m) {
  m <- unclass(m); dimnames(m) <- NULL
  x <- suppressWarnings(chisq.test(m, correct = FALSE)); a <- assocstats(as.table(m))
  list(name = name, call = call, table = m, chi_square = unname(x$statistic), df = unname(x$parameter),
       p_value = x$p.value, g = a$chisq_tests[1, 1], g_p_value = a$chisq_tests[1, 3], cramers_v = a$cramer,
       cramers_v_corrected = bergsma(m), theils_u = U(m), expected = unname(x$expected), adjusted_residual = unname(x$stdres))
}
cases <- list(
  one("UCBAdmissions, admission by gender", "apply(UCBAdmissions, 1:2, sum)", apply(UCBAdmissions, 1:2, sum)),
  one("UCBAdmissions, admission by department", "apply(UCBAdmissions, c(1, 3), sum)", apply(UCBAdmissions, c(1, 3), sum)),
  one("HairEyeColor, hair by eye", "apply(HairEyeColor, 1:2, sum)", apply(HairEyeColor, 1:2, sum)),
  one("Titanic, class by survival", "apply(Titanic, c(1, 4), sum)", apply(Titanic, c(1, 4), sum)),
  one("Arthritis, treatment by improvement", "table(vcd::Arthritis$Treatment, vcd::Arthritis$Improved)",
      table(Arthritis$Treatment, Arthritis$Improved)),
  one("small counts", "rbind(c(1, 0, 3), c(2, 4, 0), c(0, 1, 5))", rbind(c(1, 0, 3), c(2, 4, 0), c(0, 1, 5))),
  one("nearly independent", "rbind(c(10, 20, 30), c(21, 39, 61))", rbind(c(10, 20, 30), c(21, 39, 61))))
set.seed(1)
small <- rbind(c(1, 0, 3), c(2, 4, 0), c(0, 1, 5))
fisher <- unname(chisq.test(small, simulate.p.value = TRUE, B = 2000000)$p.value)
cat(toJSON(list(program = R.version.string, vcd = as.character(packageVersion("vcd")), script = "association.R",
  cases = cases, shuffled = list(call = "set.seed(1); chisq.test(m, simulate.p.value = TRUE, B = 2000000)$p.value",
  table = small, p_value = fisher)), auto_unbox = TRUE, digits = NA, pretty = FALSE), "\n")

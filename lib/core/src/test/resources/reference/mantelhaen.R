# Writes mantelhaen.json: Rscript mantelhaen.R > mantelhaen.json   (R 4.2.2, stats::mantelhaen.test, jsonlite)
# statistic, df, p, common odds ratio and interval: mantelhaen.test(x) and mantelhaen.test(x, correct = FALSE)
suppressPackageStartupMessages(library(jsonlite))
strata <- function(x) lapply(seq_len(dim(x)[3]), function(k) { m <- unclass(x)[, , k]; dimnames(m) <- NULL; m })
one <- function(name, call, x) {
  t <- mantelhaen.test(x)
  r <- list(name = name, call = call, strata = strata(x), statistic = unname(t$statistic),
            df = unname(t$parameter), p_value = t$p.value)
  if (!is.null(t$estimate)) {
    u <- mantelhaen.test(x, correct = FALSE)
    r <- c(r, list(statistic_uncorrected = unname(u$statistic), p_value_uncorrected = u$p.value,
                   common_odds_ratio = unname(t$estimate), low = t$conf.int[1], high = t$conf.int[2]))
  }
  r
}
satisfaction <- as.table(array(c(1, 2, 0, 0, 3, 3, 1, 2, 11, 17, 8, 4, 2, 3, 5, 2, 1, 0, 0, 0,
                                 1, 3, 0, 1, 2, 5, 7, 9, 1, 1, 3, 6), c(4, 4, 2)))
rabbits <- array(c(0, 0, 6, 5, 3, 0, 3, 6, 6, 2, 0, 4, 5, 6, 1, 0, 2, 5, 0, 0), c(2, 2, 5))
sparse <- array(c(3, 1, 2, 0, 4, 5, 0, 0, 6, 2, 1, 3, 0, 7, 4, 2, 0, 3), c(3, 2, 3))
cases <- list(
  one("UCBAdmissions, admission by gender within department", "UCBAdmissions", UCBAdmissions),
  one("Titanic, survival by sex within class", "apply(Titanic, c(2, 4, 1), sum)", apply(Titanic, c(2, 4, 1), sum)),
  one("Titanic, survival by class within sex", "apply(Titanic, c(1, 4, 2), sum)", apply(Titanic, c(1, 4, 2), sum)),
  one("rabbits of Mantel (1963), from ?mantelhaen.test", "Rabbits", rabbits),
  one("job satisfaction of Agresti (2002), p. 297, from ?mantelhaen.test", "Satisfaction", satisfaction),
  one("a small table with zeros", "sparse", sparse))
cat(toJSON(list(program = R.version.string, script = "mantelhaen.R", cases = cases), digits = 15, auto_unbox = TRUE))

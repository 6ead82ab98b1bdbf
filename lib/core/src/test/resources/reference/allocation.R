# Writes allocation.json: Rscript allocation.R > allocation.json   (R 4.2.2, survey and jsonlite of Debian 12)
# neyman: all allocations with at least one unit a stratum, the least sum of N^2 S^2 (1/x - 1/N), S by sd().
# proportional: all allocations, the least sum of (x - t)^2 / t with t = n N / sum(N).
# stratified: weights(survey::svydesign(~1, strata = ~h, fpc = ~fpc, data)), one a stratum, and their sum.
# ipf: iterative proportional fitting of the given start to one-way margins, 5000 sweeps; before that the same code must
# give the table of an n-way fit that is known (2 x 4 x 2, one margin of axis 1 and one of axes 2 and 3).
suppressPackageStartupMessages({library(survey); library(jsonlite)})
every <- function(N, n, least) {
  grid <- as.matrix(expand.grid(lapply(N, function(k) least:k)))
  unname(grid[rowSums(grid) == n, , drop = FALSE])
}
best <- function(grid, value) { v <- apply(grid, 1, value); list(quotas = grid[which.min(v), ], value = min(v), ties = sum(v < min(v) + 1e-9)) }
neyman <- function(values, n) {
  N <- lengths(values); S <- sapply(values, sd)
  b <- best(every(N, n, 1), function(x) sum(N^2 * S^2 * (1 / x - 1 / N)))
  list(values = values, size = n, quotas = b$quotas, variance = b$value, ties = b$ties)
}
proportional <- function(N, n) {
  t <- n * N / sum(N)
  b <- best(every(N, n, 0), function(x) sum((x - t)^2 / t))
  list(available = N, size = n, quotas = b$quotas, chi_square = b$value, ties = b$ties)
}
stratified <- function(N, x) {
  d <- data.frame(h = rep(seq_along(N), x), fpc = rep(N, x))
  w <- weights(svydesign(~1, strata = ~h, fpc = ~fpc, data = d))
  list(available = N, quotas = x, weights = unname(sapply(seq_along(N), function(h) unique(w[d$h == h]))), sum = sum(w))
}
fit <- function(x, margins, over) {
  for (i in 1:5000) for (m in seq_along(margins)) x <- sweep(x, over[[m]], margins[[m]] / apply(x, over[[m]], sum), "*")
  x
}
known <- array(2, c(2, 4, 2)); known[1, , ] <- rbind(c(8, 2), c(2, 2), c(20, 2), c(2, 12))
seed <- array(1, c(2, 4, 2)); seed[1, 1, 1] <- 4; seed[1, 3, 1] <- 10; seed[1, 4, 2] <- 6
stopifnot(max(abs(fit(seed, list(c(50, 16), apply(known, 2:3, sum)), list(1, 2:3)) - known)) < 1e-9)
ipf <- function(start, margins) list(start = start, margins = margins, fit = fit(start, margins, as.list(seq_along(margins))))
two <- array(1, c(2, 3)); two[1, 3] <- 0; two[2, 1] <- 0
three <- array(1, c(2, 2, 3)); three[1, 1, 1] <- 0; three[2, 2, 3] <- 0; three[1, 2, 2] <- 0
values <- list(c(0, 10, 20, 30, 41, 55, 60), c(0, 1, 2, 3, 5), c(7, 7.5, 9, 30, 12, 1), c(100, 220, 90, 4))
cat(toJSON(list(
  program = R.version.string, survey = as.character(packageVersion("survey")), script = "allocation.R",
  neyman = list(neyman(values, 6), neyman(values, 8), neyman(values, 12), neyman(values, 17), neyman(values[c(2, 4)], 5)),
  proportional = list(proportional(c(7, 5, 6, 4), 10), proportional(c(13, 4, 9), 7), proportional(c(30, 2, 11, 8), 23)),
  stratified = list(stratified(c(7, 5, 6, 4), c(4, 2, 3, 3)), stratified(c(1000, 40, 3), c(10, 8, 3))),
  ipf = list(ipf(two, list(c(0.6, 0.4), c(0.3, 0.5, 0.2))), ipf(three, list(c(0.55, 0.45), c(0.5, 0.5), c(0.2, 0.3, 0.5))))),
  digits = 15, auto_unbox = TRUE), "\n")

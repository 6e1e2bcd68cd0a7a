-- The least a comparison of providers costs in the bare script's own tables: people of one municipality, strata of first score, indirect
-- standardisation, limits by the normal approximation. No law, goal, window of years, model, shrinkage, overdispersion or exact limits.
CREATE TABLE funnel_people AS
SELECT client, min(gemeente) AS gemeente, min(aanbieder) AS aanbieder, floor(avg(first_level) * 2)::TINYINT AS stratum,
       avg(last_level - first_level) >= 0.5 AS better
FROM int_pairs GROUP BY client;
CREATE TABLE mart_funnel AS
WITH cells AS (SELECT gemeente, stratum, aanbieder, count(*) AS n, count(*) FILTER (better) AS k FROM funnel_people GROUP BY ALL),
     strata AS (SELECT gemeente, stratum, sum(k) / sum(n) AS p FROM cells GROUP BY ALL),
     whole AS (SELECT gemeente, sum(k) / sum(n) AS p FROM cells GROUP BY ALL)
SELECT c.gemeente, c.aanbieder, sum(c.n) AS n, sum(c.k) AS observed, sum(c.n * s.p) AS expected,
       any_value(w.p) * sum(c.k) / nullif(sum(c.n * s.p), 0) AS adjusted,
       any_value(w.p) - 1.96 * sqrt(any_value(w.p * (1 - w.p)) / sum(c.n)) AS low_95,
       any_value(w.p) + 1.96 * sqrt(any_value(w.p * (1 - w.p)) / sum(c.n)) AS high_95,
       any_value(w.p) - 3.09 * sqrt(any_value(w.p * (1 - w.p)) / sum(c.n)) AS low_998,
       any_value(w.p) + 3.09 * sqrt(any_value(w.p * (1 - w.p)) / sum(c.n)) AS high_998
FROM cells c JOIN strata s USING (gemeente, stratum) JOIN whole w USING (gemeente)
GROUP BY c.gemeente, c.aanbieder

-- The Wilson interval to the printed digit, at the 95 percent normal quantile (issue 4), and nothing where nothing can be divided by.
with goud(k, n, laag, hoog) as (
    values
    (12, 20, 38.658150, 78.119347), (18, 35, 35.568805, 67.005764), (22, 50, 31.162199, 57.693972), (39, 80, 38.107880, 59.506666),
    (48, 120, 31.676408, 48.943975), (86, 200, 36.334322, 49.929512), (150, 320, 41.476912, 52.347226)
)

select k, n, {{ wilson_laag('k', 'n', 1.959964) }} as laag, {{ wilson_hoog('k', 'n', 1.959964) }} as hoog
from goud
where abs({{ wilson_laag('k', 'n', 1.959964) }} - laag) > 0.0000006 or abs({{ wilson_hoog('k', 'n', 1.959964) }} - hoog) > 0.0000006
union all
select k, n, {{ wilson_laag('k', 'n', 1.959964) }}, {{ wilson_hoog('k', 'n', 1.959964) }}
from (values (0, 0)) as leeg(k, n)
where {{ wilson_laag('k', 'n', 1.959964) }} is not null or {{ wilson_hoog('k', 'n', 1.959964) }} is not null

{# How often the outcome lay inside the bands. Months of one year err together, so the interval counts years, not forecasts: Wilson over as many
   trials as there are years of contracts (for the obligo: periods; a design effect of the size of the cluster; Kish 1965). #}
with alle as (
    select methode, vorm, 'jaar' as toetst, herkomst = 'bewaard' as is_bewaard, is_binnen_80, is_binnen_95,
        contractnummer || '|' || gemeentecode || '|' || cast(boekjaar as varchar) as stuk
    from {{ ref('mart_prognose_toets') }}
    where uitkomst_cent is not null
    union all
    select methode, 'per_eenheid_of_resultaat', toetst, false, is_binnen_80, is_binnen_95,
        contractnummer || '|' || gemeentecode || '|' || case toetst when 'periode' then cast(van as varchar) else cast(year(van) as varchar) end
    from {{ ref('mart_prognose_proef') }}
),

tellingen as (
    select
        methode,
        vorm,
        toetst,
        count(*) as prognoses_n,
        count(*) filter (where is_bewaard) as bewaard_n,
        count(distinct stuk) as jaren_n,
        {%- for deel in [80, 95] %}
        count(*) filter (where is_binnen_{{ deel }}) as binnen_{{ deel }}_n{{ ',' if not loop.last }}
        {%- endfor %}
    from alle
    group by methode, vorm, toetst
)

select
    {{ cell_id('mart_prognose_dekking', ['t.methode', 't.vorm', 't.toetst']) }} as cell_id,
    t.methode,
    t.vorm,
    t.toetst,
    t.prognoses_n,
    t.bewaard_n,
    t.jaren_n,
    {%- for deel in [80, 95] %}
    t.binnen_{{ deel }}_n,
    {{ aandeel('t.binnen_' ~ deel ~ '_n', 't.prognoses_n') }} as binnen_{{ deel }}_pct,
    {%- set jaren = "(t.binnen_" ~ deel ~ "_n * 1.0 * t.jaren_n / t.prognoses_n)" %}
    {{ wilson_laag(jaren, 't.jaren_n', 'p.z') }} as binnen_{{ deel }}_laag_pct,
    {{ wilson_hoog(jaren, 't.jaren_n', 'p.z') }} as binnen_{{ deel }}_hoog_pct,
    {%- endfor %}
    p.peildatum
from tellingen as t
cross join {{ ref('int_parameter__geldig') }} as p

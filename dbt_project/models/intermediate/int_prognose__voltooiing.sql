{# Method "voltooiing": what the declared months will finally be (int_declaratie__verwachting: chain ladder, Mack 1993), times what earlier years
   did after the last of those months. Two doubts on the logarithmic scale: that of the declarations (margins of months as squares; the newest
   outweighs all others) and that of the profile. Their variances are added, with the degrees of freedom of Welch (1947), rounded down: adding
   half widths instead made the band of 80 percent hold 85 to 86 percent of simulated years (test_forecast.py). #}
with maanden as (
    select
        contractnummer,
        gemeentecode,
        {{ jaar('maand') }} as boekjaar,
        cast(month(maand) as integer) as maand_nr,
        bool_and(reden_code is null) as is_bekend,
        sum(cast(round(verwacht_cent) as bigint)) as verwacht_cent,
        sum(cast(round(pow(marge_cent, 2)) as decimal(38, 0))) as marge_kwadraat
    from {{ ref('int_declaratie__verwachting') }}
    group by contractnummer, gemeentecode, {{ jaar('maand') }}, month(maand)
),

bekend as (
    select
        m.contractnummer,
        m.gemeentecode,
        m.boekjaar,
        max(m.maand_nr) as maand_nr,
        cast(sum(m.verwacht_cent) as bigint) as voltooid_cent,
        sqrt(cast(sum(m.marge_kwadraat) as double)) as marge_cent
    from maanden as m
    left join (
        select contractnummer, gemeentecode, boekjaar, min(maand_nr) as maand_nr from maanden where not is_bekend
        group by contractnummer, gemeentecode, boekjaar
    ) as open on open.contractnummer = m.contractnummer and open.gemeentecode = m.gemeentecode and open.boekjaar = m.boekjaar
    where m.maand_nr < coalesce(open.maand_nr, 13)
    group by m.contractnummer, m.gemeentecode, m.boekjaar
),

stand as (
    select
        b.*,
        coalesce(f.jaren_n, 0) as jaren_n,
        f.log_gemiddeld,
        b.marge_cent * 1.0 / nullif(b.voltooid_cent, 0) / p.z as log_sd_eigen,
        f.log_sd,
        p.prognose_marge_max,
        p.prognose_afronding_cent,
        case
            when b.voltooid_cent <= 0 then 'niets_uitgegeven'
            when coalesce(f.jaren_n, 0) < p.prognose_min_jaren then 'te_weinig_jaren'
        end as reden_code
    from bekend as b
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_prognose__profiel') }} as f
        on f.contractnummer = b.contractnummer and f.gemeentecode = b.gemeentecode and f.boekjaar = b.boekjaar and f.maand_nr = b.maand_nr
),

met_spreiding as (
    select *, pow(log_sd, 2) * (1 + 1.0 / jaren_n) as variantie_profiel, pow(log_sd_eigen, 2) as variantie_declaraties
    from stand
    where reden_code is null
),

met_marge as (
    select
        s.*,
        {%- for deel in [80, 95] %}
        least(s.prognose_marge_max, t.t_{{ deel }} * sqrt(v.variantie_profiel + v.variantie_declaraties)) as marge_{{ deel }}{{ ',' if not loop.last }}
        {%- endfor %}
    from stand as s
    left join met_spreiding as v on v.contractnummer = s.contractnummer and v.gemeentecode = s.gemeentecode and v.boekjaar = s.boekjaar
    left join {{ ref('t_kwantiel') }} as t on t.vrijheidsgraden = least(30, greatest(v.jaren_n - 1, cast(floor(
        (v.jaren_n - 1) * pow(1 + v.variantie_declaraties / nullif(v.variantie_profiel, 0), 2)
    ) as integer)))
)

select
    contractnummer,
    gemeentecode,
    boekjaar,
    maand_nr,
    voltooid_cent,
    jaren_n as waarnemingen_n,
    reden_code,
    {{ prognosebedragen('0', 'case when reden_code is null then voltooid_cent end', 'log_gemiddeld') }}
from met_marge

{# Method "profiel_eerdere_jaren" (run rate): spent so far times what earlier years did after this month (int_prognose__profiel), with the
   prediction interval of a new year. Every month of every year, so that closed years show what would have been said. #}
with stand as (
    select
        r.contractnummer,
        r.gemeentecode,
        r.boekjaar,
        r.maand_nr,
        r.maanden_n,
        r.cumulatief_cent,
        p.prognose_afronding_cent,
        coalesce(f.jaren_n, 0) as jaren_n,
        f.log_gemiddeld,
        {{ prognose_marge('t.t_80', 'f.log_sd', 'f.jaren_n') }} as marge_80,
        {{ prognose_marge('t.t_95', 'f.log_sd', 'f.jaren_n') }} as marge_95,
        case
            when coalesce(f.jaren_n, 0) < p.prognose_min_jaren then 'te_weinig_jaren'
            when r.cumulatief_cent <= 0 then 'niets_uitgegeven'
        end as reden_code
    from {{ ref('int_budget_jaar__realisatie') }} as r
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_prognose__profiel') }} as f
        on f.contractnummer = r.contractnummer and f.gemeentecode = r.gemeentecode and f.boekjaar = r.boekjaar and f.maand_nr = r.maand_nr
    left join {{ ref('t_kwantiel') }} as t on t.vrijheidsgraden = f.jaren_n - 1
    where r.realisatie_bron <> 'geen' and r.maand_nr < 12
)

select
    contractnummer,
    gemeentecode,
    boekjaar,
    maand_nr,
    maanden_n,
    cumulatief_cent as gerealiseerd_cent,
    jaren_n as waarnemingen_n,
    reden_code,
    {%- set bruikbaar = "case when reden_code is null then cumulatief_cent end" %}
    {{ prognosebedragen('0', bruikbaar, 'log_gemiddeld') }}
from stand

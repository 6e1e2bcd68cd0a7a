{# What was expected, at the end of each month, of the months that were still being declared, beside what became of them. Only months that are
   complete by now, and only the doubt of the declarations: that of the rest of the year is in mart_prognose_toets. #}
with maanden as (
    select
        d.stand_maand,
        d.gemeentecode,
        d.contractnummer,
        d.maand,
        v.maanden_n,
        d.geaccepteerd_cent / v.voltooiing as verwacht_cent,
        pow(d.geaccepteerd_cent / v.voltooiing, 2) * (v.variantie_proces / d.geaccepteerd_cent + v.variantie_schatting) as variantie,
        case when abs(n.voltooiing - 1) * 100 <= p.prognose_proef_rest_pct then cast(round(n.verwacht_cent * n.voltooiing) as bigint) end as werd_cent
    from {{ ref('int_prognose__proef_driehoek') }} as d
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join {{ ref('int_prognose__proef_voltooiing') }} as v
        on v.stand_maand = d.stand_maand and v.wet = d.wet and v.productcategorie = d.productcategorie
        and v.vertraging_maanden = d.vertraging_maanden and v.vertraging_maanden < v.horizon_maanden
    inner join {{ ref('int_declaratie__verwachting') }} as n
        on n.gemeentecode = d.gemeentecode and n.contractnummer = d.contractnummer and n.wet = d.wet
        and n.productcategorie = d.productcategorie and n.maand = d.maand
    where d.vertraging_maanden = {{ maanden_tussen('d.maand', 'd.stand_maand') }} and d.is_in_schatting and d.geaccepteerd_cent > 0
        and v.voltooiing * 100 >= p.voltooiing_min_pct
),

samen as (
    select
        stand_maand, gemeentecode, contractnummer,
        min(maand) as van, max(maand) as tot_en_met, min(maanden_n) as waarnemingen_n, sum(werd_cent) as uitkomst_cent,
        cast(sum(cast(verwacht_cent as decimal(24, 6))) as double) as verwacht_cent,
        cast(sum(cast(variantie as decimal(38, 6))) as double) as variantie
    from maanden
    group by stand_maand, gemeentecode, contractnummer
    having count(*) = count(werd_cent)
),

met_marge as (
    select s.*, p.prognose_afronding_cent,
        {%- for deel in [80, 95] %}
        least(p.prognose_marge_max, t.t_{{ deel }} * sqrt(s.variantie) / s.verwacht_cent) as marge_{{ deel }}{{ ',' if not loop.last }}
        {%- endfor %}
    from samen as s
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join {{ ref('t_kwantiel') }} as t on t.vrijheidsgraden = 30
)

select
    stand_maand, contractnummer, gemeentecode, van, tot_en_met,
    cast(waarnemingen_n as integer) as waarnemingen_n,
    cast(uitkomst_cent as bigint) as uitkomst_cent,
    {{ prognosebedragen('0', 'verwacht_cent', '0.0') }}
from met_marge

{# Contributions of provider reports: the value as reported, and numerator and denominator when they came along. A mark gives a mean and the
   share of 7 and higher. How many people were asked is one reported number; it is the denominator of every response. #}
{{ config(materialized='view') }}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__rapportage') }}
    group by _periode, gemeentecode, contractnummer, wijkcode, indicator
),

regels as (
    select
        k.kaart, k.onderdeel, k.eenheid, r.indicator, r.gemeentecode, coalesce(c.wet, 'onbekend') as wet, r.contractnummer,
        coalesce(r.wijkcode, 'alle') as wijkcode, r._periode as periode, r.waarde, r.teller, r.noemer, {{ lijst_van('r._row_id') }} as _row_ids
    from {{ ref('stg_levering__rapportage') }} as r
    inner join gekozen on gekozen._row_id = r._row_id
    inner join {{ ref('rapportage_indicator') }} as k on k.indicator_code = r.indicator
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = r.contractnummer
),

met_kaart as (
    select kaart as indicator_code, *, true as met_waarde, eenheid <> 'cijfer' as met_teller from regels
    union all
    select kaart || '_7', *, false, true from regels where eenheid = 'cijfer' and noemer is not null
)

{%- for maat, waarde, voorwaarde in [
    ('gemeld', 'm.waarde', 'm.met_waarde and m.waarde is not null'), ('teller', 'm.teller', 'm.met_teller and m.teller is not null'),
    ('noemer', 'm.noemer', 'm.noemer is not null'),
] %}
select
    m.indicator_code, m.gemeentecode, m.wet, m.contractnummer, m.wijkcode, m.onderdeel, 'alle' as klasse, m.periode, '{{ maat }}' as measure,
    cast({{ waarde }} as decimal(18, 6)) as contribution, m._row_ids
from met_kaart as m
where {{ voorwaarde }}
union all
{%- endfor %}
select
    m.indicator_code, m.gemeentecode, m.wet, m.contractnummer, m.wijkcode, m.onderdeel, 'alle', m.periode, 'in_aanmerking_n',
    cast(v.waarde as decimal(18, 6)), v._row_ids
from met_kaart as m
inner join {{ ref('indicator_berekening') }} as b on b.indicator_code = m.indicator_code and b.ondergrens = 'respons'
inner join regels as v
    on v.indicator = 'uitgevraagd' and v.gemeentecode = m.gemeentecode and v.contractnummer = m.contractnummer and v.wijkcode = m.wijkcode
    and v.periode = m.periode and v.waarde is not null

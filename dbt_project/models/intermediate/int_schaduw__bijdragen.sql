{# Contributions to mart_schaduwprijs: reported volume times reference tariff, in cents. Nothing of a year of which one kind has no tariff: a sum
   without it would look like a price. #}
with met_tarief as (
    select *, bool_and(laagste_cent is not null) over (partition by contractnummer, gemeentecode, jaar) as is_compleet
    from {{ ref('int_schaduw__volumes') }}
)

{%- for maat, tarief in [
    ('schaduw_cent', "case zwaarte when 'laag' then laagste_cent when 'hoog' then hoogste_cent else (laagste_cent + hoogste_cent) / 2.0 end"),
    ('schaduw_laag_cent', 'laagste_cent'), ('schaduw_hoog_cent', 'hoogste_cent'),
] %}
select
    contractnummer,
    gemeentecode,
    jaar,
    {{ cell_id('mart_schaduwprijs', ['contractnummer', 'gemeentecode', 'jaar']) }} as cell_id,
    '{{ maat }}' as measure,
    cast(round(volume * {{ tarief }}) as bigint) as contribution,
    {{ lijst_van('_row_id') }} as _row_ids
from met_tarief
where is_compleet
{{ 'union all' if not loop.last }}
{%- endfor %}

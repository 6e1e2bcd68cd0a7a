{# Contributions to mart_uitval: every trajectory that stopped, under its class of reason, per provider and once for all providers together.
   Strict: one party stopped alone. Broad: also stopped early by agreement. Who died or moved away is not in the denominator (reference.md
   §5.5); a temporary stop, a requested change and another provider are no end. #}
with gestopt as (
    select
        t.*,
        case tijd.soort when 'jaar' then cast({{ jaar('t.einddatum') }} as varchar) else {{ halfjaar('t.einddatum') }} end as periode,
        case aanbieder.niveau when 'alle' then 'alle' else t.agb_code end as aanbieder_agb
    from {{ ref('int_gebruik__trajecten') }} as t
    cross join (values ('alle'), ('een')) as aanbieder(niveau)
    cross join (values ('halfjaar'), ('jaar')) as tijd(soort)
    where t.is_gestopt
)

{%- for maat, voorwaarde in [
    ("'geeindigd_n'", 'is_geeindigd'),
    ("'geen_einde_n'", 'not is_geeindigd'),
    ("'in_noemer_n'", 'telt_in_noemer_uitval'),
    ("'uitval_strikt_n'", "telt_in_noemer_uitval and eindklasse in ('eenzijdig_client', 'eenzijdig_aanbieder')"),
    ("'uitval_ruim_n'", "telt_in_noemer_uitval and eindklasse in ('eenzijdig_client', 'eenzijdig_aanbieder', 'overeenstemming_voortijdig')"),
    ("eindklasse || '_n'", 'is_geeindigd'),
] %}
select
    contract_gemeentecode as gemeentecode,
    wet,
    contractnummer,
    aanbieder_agb as agb_code,
    periode,
    {{ cell_id('mart_uitval', ['contract_gemeentecode', 'wet', 'contractnummer', 'aanbieder_agb', 'periode']) }} as cell_id,
    {{ maat }} as measure,
    1 as contribution,
    _row_ids
from gestopt
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}

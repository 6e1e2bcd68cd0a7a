with maten as (
    select
        b.cell_id,
        b.gemeentecode,
        b.wet,
        b.contractnummer,
        b.agb_code,
        b.periode,
        {%- for maat in ['geeindigd', 'in_noemer', 'uitval_strikt', 'uitval_ruim', 'volgens_plan', 'eenzijdig_client', 'eenzijdig_aanbieder',
            'overeenstemming_voortijdig', 'overleden', 'verhuizing_extern', 'gemeente', 'ander_domein', 'onbekend', 'geen_einde'] %}
        {{ som(maat ~ '_n') }} as {{ maat }}_n{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_uitval__bijdragen') }} as b
    group by b.cell_id, b.gemeentecode, b.wet, b.contractnummer, b.agb_code, b.periode
)

select
    m.*,
    {{ aandeel_met_interval('m.uitval_strikt_n', 'm.in_noemer_n', 'p.z', 'uitval_strikt') }},
    {{ aandeel_met_interval('m.uitval_ruim_n', 'm.in_noemer_n', 'p.z', 'uitval_ruim') }},
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p

with maten as (
    select
        b.cell_id,
        b.gemeentecode,
        b.wet,
        b.productcategorie,
        b.contractnummer,
        b.periode,
        {%- for maat in ['starts_n', 'zonder_toewijzing_n', 'binnen_norm_n'] %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        {%- for maat in ['na_ingang', 'na_toewijzing'] %}
        {{ kwantiel('b.contribution', 0.5) }} filter (where b.measure = '{{ maat }}_dagen') as {{ maat }}_mediaan_dagen,
        {{ kwantiel('b.contribution', 0.9) }} filter (where b.measure = '{{ maat }}_dagen') as {{ maat }}_p90_dagen{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_wachttijd__bijdragen') }} as b
    group by b.cell_id, b.gemeentecode, b.wet, b.productcategorie, b.contractnummer, b.periode
)

select
    m.cell_id,
    m.gemeentecode,
    m.wet,
    m.productcategorie,
    m.contractnummer,
    m.periode,
    m.starts_n,
    m.zonder_toewijzing_n,
    m.na_ingang_mediaan_dagen,
    m.na_ingang_p90_dagen,
    m.na_toewijzing_mediaan_dagen,
    m.na_toewijzing_p90_dagen,
    p.wachttijd_norm_dagen as norm_dagen,
    m.binnen_norm_n,
    {{ aandeel_met_interval('m.binnen_norm_n', 'm.starts_n', 'p.z', 'binnen_norm') }},
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p

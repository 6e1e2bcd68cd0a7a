with maten as (
    select
        b.cell_id,
        b.gemeentecode,
        b.wet,
        b.contractnummer,
        b.stap,
        b.periode,
        {{ som('n') }} as n,
        {{ som('in_aanmerking_n') }} as in_aanmerking_n,
        {{ kwantiel('b.contribution', 0.5) }} filter (where b.measure = 'dagen') as mediaan_dagen,
        {{ kwantiel('b.contribution', 0.9) }} filter (where b.measure = 'dagen') as p90_dagen,
        {{ op_volgorde('b.contribution', "b.measure = 'dagen'") }} as dagen
    from {{ ref('int_doorlooptijd__bijdragen') }} as b
    group by b.cell_id, b.gemeentecode, b.wet, b.contractnummer, b.stap, b.periode
)

select
    m.cell_id,
    m.gemeentecode,
    m.wet,
    m.contractnummer,
    m.stap,
    m.periode,
    m.n,
    m.in_aanmerking_n,
    {{ aandeel('m.n', 'm.in_aanmerking_n') }} as dekking_pct,
    {%- for naam, deel in [('mediaan', '0.5'), ('p90', '0.9')] %}
    m.{{ naam }}_dagen,
    {{ kwantiel_grens('m.dagen', 'm.n', deel, 'p.z', '-') }} as {{ naam }}_laag_dagen,
    {{ kwantiel_grens('m.dagen', 'm.n', deel, 'p.z', '+') }} as {{ naam }}_hoog_dagen,
    {%- endfor %}
    case
        when m.n = 0 then 'geen_waarnemingen'
        when m.n < p.k_min then 'te_weinig'
        when {{ aandeel('m.n', 'm.in_aanmerking_n') }} < p.dekking_ondergrens_pct then 'dekking_te_laag'
    end as reden_code,
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p

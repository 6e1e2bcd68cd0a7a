{%- set maten = ['lopend_n', 'te_kort_n', 'in_aanmerking_n', 'paren_n', 'zonder_intake_n', 'zonder_voortgang_n', 'voortgang_te_vroeg_n',
    'andere_versie_n', 'te_weinig_domeinen_n', 'betrouwbaar_beter_n', 'geen_verandering_n', 'betrouwbaar_slechter_n'] %}
with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.cell_id,
        {%- for maat in maten %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        {{ gemiddelde('eerste_som', 'paren_n') }} as eerste_gemiddeld,
        {{ gemiddelde('laatste_som', 'paren_n') }} as laatste_gemiddeld,
        max(b.drempel) as drempel,
        max_by(b.drempel_bron, b.drempel) as drempel_bron
    from {{ ref('int_voortgang__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.cell_id
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    {%- for maat in maten[:4] %}
    m.{{ maat }},
    {%- endfor %}
    {{ aandeel('m.paren_n', 'm.in_aanmerking_n') }} as dekking_pct,
    m.paren_n * 100.0 < m.in_aanmerking_n * p.dekking_ondergrens_pct as is_onder_ondergrens,
    {%- for maat in maten[4:] %}
    m.{{ maat }},
    {%- endfor %}
    {%- for klasse in ['betrouwbaar_beter', 'geen_verandering', 'betrouwbaar_slechter'] %}
    {{ aandeel_met_interval('m.' ~ klasse ~ '_n', 'm.paren_n', 'p.z', klasse) }},
    {%- endfor %}
    {{ grens_laag('m.betrouwbaar_beter_n', 'm.in_aanmerking_n') }} as ondergrens_pct,
    {{ grens_hoog('m.betrouwbaar_beter_n', 'm.paren_n', 'm.in_aanmerking_n') }} as bovengrens_pct,
    m.eerste_gemiddeld,
    m.laatste_gemiddeld,
    m.drempel,
    m.drempel_bron,
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p

with maten as (
    select
        b.contractnummer,
        b.contract_gemeentecode as gemeentecode,
        b.jaar,
        b.domein_key,
        {{ domeinmaten() }},
        count(*) filter (where b.measure = 'laag_start_som') as laag_start_n,
        {{ som('laag_start_som') }} as laag_start_som,
        {{ maat_gemiddeld('laag_start_som') }} as laag_start_verschil,
        {{ maat_sd('laag_start_som') }} as laag_start_sd
    from {{ ref('int_resultaat__bijdragen') }} as b
    group by b.contractnummer, b.contract_gemeentecode, b.jaar, b.domein_key
),

namen as (
    select domein_key, max_by(domein_naam, zrm_versie) as domein_naam, max_by(volgorde, zrm_versie) as volgorde
    from {{ ref('zrm_domein') }}
    where is_kern
    group by domein_key
)

select
    {{ cell_id('mart_resultaat_domein', ['m.contractnummer', 'm.gemeentecode', 'm.jaar', 'm.domein_key']) }} as cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.jaar,
    m.domein_key,
    namen.domein_naam,
    namen.volgorde,
    m.in_aanmerking_n,
    m.paren_n,
    {{ domeinaandelen() }},
    {{ aandeel_met_interval(voldoende('eerste'), 'm.paren_n', 'p.z', 'eerste_voldoende') }},
    {{ aandeel_met_interval(voldoende('laatste'), 'm.paren_n', 'p.z', 'laatste_voldoende') }},
    {{ aandeel_met_interval('m.eerste_5_n', 'm.paren_n', 'p.z', 'plafond') }},
    m.laag_start_n,
    m.laag_start_som,
    m.laag_start_verschil,
    m.laag_start_verschil - {{ t_marge('m.laag_start_sd', 'm.laag_start_n', 'p.z', 'p.k_min') }} as laag_start_verschil_laag,
    m.laag_start_verschil + {{ t_marge('m.laag_start_sd', 'm.laag_start_n', 'p.z', 'p.k_min') }} as laag_start_verschil_hoog,
    {%- for kolom in ['n', 'bron', 'gemiddeld', 'sd', 'r', 'grens', 'verwacht'] %}
    t.terugkeer_{{ kolom }},
    {%- endfor %}
    p.peildatum
from maten as m
inner join namen on namen.domein_key = m.domein_key
left join {{ ref('int_resultaat__terugkeer') }} as t
    on t.contractnummer = m.contractnummer and t.gemeentecode = m.gemeentecode and t.domein_key = m.domein_key
cross join {{ ref('int_parameter__geldig') }} as p

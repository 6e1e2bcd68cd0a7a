with getoetst as (
    select
        {{ cell_id('mart_beleidseffect', ['v.vraag_id', 's.reeks_code', 's.ontwerp']) }} as cell_id,
        s.*,
        v.gemeentecode,
        v.wet,
        v.datum,
        v.gebeurtenissen,
        v.soort,
        v.overgang,
        v.is_administratief,
        v.samenloop,
        s.vooraf_p >= p.beleid_vooraf_min_p as is_vooraf_gelijk,
        s.ontwerp = 'did' or s.samenhang <= p.beleid_samenhang_max as is_samenhang_klein,
        coalesce(s.reden_code, case when v.samenloop is not null then 'samenloop' end) as weigering,
        s.effect_laag > 0 or s.effect_hoog < 0 as is_verschil,
        p.beleid_vooraf_min_p,
        p.beleid_samenhang_max,
        p.peildatum
    from {{ ref('int_beleidseffect__schattingen') }} as s
    inner join {{ ref('int_beleidseffect__vragen') }} as v on v.vraag_id = s.vraag_id and v.reeks_code = s.reeks_code
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    g.cell_id,
    {%- for kolom in ['vraag_id', 'reeks_code', 'ontwerp', 'gemeentecode', 'wet', 'datum', 'gebeurtenissen', 'soort', 'overgang', 'voor_n', 'na_n',
      'behandeld_n', 'controle_n', 'indelingen_n', 'is_met_seizoen'] %}
    g.{{ kolom }},
    {%- endfor %}
    {%- for kolom in ['niveau', 'niveau_laag', 'niveau_hoog', 'niveau_fout_nw', 'helling', 'helling_laag', 'helling_hoog', 'helling_fout_nw',
      'effect', 'effect_laag', 'effect_hoog', 'effect_p', 'vooraf', 'vooraf_p', 'samenhang', 'lijn_voor_begin', 'lijn_voor_eind', 'lijn_door_eind',
      'lijn_na_begin', 'lijn_na_eind'] %}
    case when g.weigering is null then g.{{ kolom }} end as {{ kolom }},
    {%- endfor %}
    case when g.weigering is null then g.is_vooraf_gelijk end as is_vooraf_gelijk,
    case when g.weigering is null then g.is_samenhang_klein end as is_samenhang_klein,
    g.is_administratief,
    g.samenloop,
    g.beleid_vooraf_min_p as vooraf_grens_p,
    g.beleid_samenhang_max as samenhang_grens,
    coalesce(g.weigering is null and g.is_vooraf_gelijk and g.is_samenhang_klein and not g.is_administratief, false) as is_geslaagd,
    {{ beleidsoordeel() }} as oordeel_code,
    g.weigering as reden_code,
    g.peildatum
from getoetst as g

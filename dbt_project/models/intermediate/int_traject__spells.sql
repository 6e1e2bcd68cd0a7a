{# One row per delivered trajectory (its latest delivery), with the spell it belongs to: a chain of trajectories that continue each other. Nearly
   always that is the trajectory itself. What the spell says as a whole is named spell_, and one row of each `is_laatste`. #}
select
    {{ sleutel_getal(["t.persoon_id", "t.contractnummer", "coalesce(t.productcategorie, '')", "t.leveringsvorm", "cast(coalesce(v.spell_nr, 1) as varchar)"]) }}
        as spell_id,
    t.*,
    coalesce(v.is_laatste, true) as is_laatste,
    coalesce(v.trajecten_n, 1) as spell_trajecten_n,
    {%- for kolom in ['begindatum', 'einddatum', 'heeft_bsn', 'is_huishouden_bekend', 'geboortejaar', 'toegang'] %}
    case when v.trajectnummer_pseudo is null then t.{{ kolom }} else v.{{ kolom }} end as spell_{{ kolom }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ ref('int_traject__geleverd') }} as t
left join {{ ref('int_traject__vervolg') }} as v on v.trajectnummer_pseudo = t.trajectnummer_pseudo

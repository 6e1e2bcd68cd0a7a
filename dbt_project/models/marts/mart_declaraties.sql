with maten as (
    select
        b.cell_id, b.gemeentecode, b.contractnummer, b.wet, b.productcategorie, b.maand,
        {%- for maat in ['geaccepteerd_n', 'afgewezen_n', 'open_n', 'geaccepteerd_cent', 'afgewezen_cent', 'open_cent', 'credit_n',
            'gecrediteerd_cent', 'credit_zonder_debet_n', 'credit_zonder_debet_cent', 'volume_geweigerd'] %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        {%- for maat in ['toegewezen_volume', 'geleverd_volume'] %}
        cast(coalesce(sum(b.contribution) filter (where b.measure = '{{ maat }}'), 0) as decimal(24, 6)) as {{ maat }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_declaratie__bijdragen') }} as b
    group by b.cell_id, b.gemeentecode, b.contractnummer, b.wet, b.productcategorie, b.maand
),

met_reden as (
    select
        m.*,
        case when m.toegewezen_volume > 0 then e.volume_eenheid end as volume_eenheid,
        v.leeftijd_maanden,
        v.horizon_maanden,
        v.niveau,
        v.voltooiing * 100 as voltooiing_pct,
        case when v.maand is null then 'geen_declaraties' else v.reden_code end as verwacht_reden_code,
        v.verwacht_cent,
        v.marge_cent,
        case
            when m.volume_geweigerd > 0 then case when e.is_een_eenheid then 'totaal_zonder_einde' else 'verschillende_eenheden' end
            when m.toegewezen_volume = 0 then 'geen_toewijzing'
            when coalesce(v.voltooiing, 0) * 100 < p.verzilvering_min_voltooiing_pct then 'nog_niet_compleet'
        end as verzilvering_reden_code,
        c.uitvoeringsvariant,
        p.peildatum
    from maten as m
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_declaratie__verwachting') }} as v
        on v.gemeentecode = m.gemeentecode and v.contractnummer = m.contractnummer and v.wet = m.wet
        and v.productcategorie = m.productcategorie and v.maand = m.maand
    left join {{ ref('int_declaratie__volume') }} as e
        on e.gemeentecode = m.gemeentecode and e.contractnummer = m.contractnummer and e.wet = m.wet
        and e.productcategorie = m.productcategorie and e.maand = m.maand
)

select
    cell_id,
    gemeentecode,
    contractnummer,
    wet,
    productcategorie,
    maand,
    geaccepteerd_n + afgewezen_n + open_n as regels_n,
    geaccepteerd_n,
    afgewezen_n,
    open_n,
    geaccepteerd_cent + afgewezen_cent + open_cent as ingediend_cent,
    geaccepteerd_cent,
    afgewezen_cent,
    open_cent,
    credit_n,
    gecrediteerd_cent,
    credit_zonder_debet_n,
    credit_zonder_debet_cent,
    leeftijd_maanden,
    horizon_maanden,
    niveau as voltooiing_niveau,
    voltooiing_pct,
    cast(round(verwacht_cent) as bigint) as verwacht_cent,
    case when verwacht_cent is not null then cast(round(least(verwacht_cent, greatest(verwacht_cent - marge_cent, 0))) as bigint) end
        as verwacht_laag_cent,
    cast(round(verwacht_cent + marge_cent) as bigint) as verwacht_hoog_cent,
    verwacht_reden_code,
    toegewezen_volume,
    geleverd_volume,
    volume_eenheid,
    case when verzilvering_reden_code is null then {{ aandeel('geleverd_volume', 'toegewezen_volume') }} end as verzilvering_pct,
    verzilvering_reden_code,
    uitvoeringsvariant,
    peildatum
from met_reden

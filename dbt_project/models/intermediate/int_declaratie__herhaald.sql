{# Declaration lines that say again what another line says: the reference number of a line is unique for a provider and law (TR314), also when
   its message or declaration comes again under another number. Of the lines that were not rejected one counts: an accepted one before an open
   one, then the first dated, then by what it says; order of arrival has no meaning (OP080). A rejected line was never taken into the books of
   the municipality (IV087), so it keeps no later line out, and it is rejected once per declaration; the same declaration again without an
   answer does not open it. Judged per municipality: what one paid is not undone by a number that its provider also used at another. The
   candidates are found as a number: few lines have a second one. #}
{%- set kandidaat = getal_van('r.agb_code', 'r.referentie_pseudo') %}
{%- set inhoud = ['r.bsn_pseudo', 'r.toewijzing_pseudo', 'r.productcategorie', 'r.productcode', 'r.productperiode_begin',
    'r.productperiode_eind', 'r.eenheid', 'r.volume', 'r.tarief_cent', 'r.bedrag_cent', 'r.vorig_referentie_pseudo', 'r.declaratienummer',
    'r._row_id'] %}
with kandidaten as (
    select {{ kandidaat }} as kandidaat
    from {{ ref('stg_bericht__declaratieregel') }} as r
    where r.referentie_pseudo is not null
    group by {{ kandidaat }}
    having count(*) > 1
),

regels as (
    select
        r.*,
        bool_or(r.antwoordregel_row_id is not null) over (
            partition by r.wet, r.gemeentecode, r.agb_code, r.referentie_pseudo, r.declaratienummer
        ) as is_beantwoord,
        coalesce(d.dagtekening, m.dagtekening, date '9999-12-31') as eerste_dag,
        {{ als_tekst(['m.dagtekening'] + inhoud) }} as inhoud
    from {{ ref('int_declaratie__beoordeling') }} as r
    inner join kandidaten as k on k.kandidaat = {{ kandidaat }}
    left join {{ ref('stg_bericht__declaratie') }} as d on d._delivery_id = r._delivery_id
    left join {{ ref('stg_bericht__bericht') }} as m on m._delivery_id = r._delivery_id
),

gedeeld as (
    select
        *,
        case
            when declaratie_status = 'afgewezen' or (declaratie_status = 'open' and is_beantwoord)
                then 'afgewezen|' || coalesce(declaratienummer, '')
        end as afgewezen_in
    from regels
),

genummerd as (
    select *, first_value(_row_id) over sleutel as tegenover_row_id, row_number() over sleutel as nummer
    from gedeeld
    window sleutel as (
        partition by wet, gemeentecode, agb_code, referentie_pseudo, afgewezen_in
        order by case when declaratie_status = 'open' then 1 else 0 end, eerste_dag, inhoud
    )
)

select _row_id, _delivery_id, wet, gemeentecode, agb_code, declaratienummer, declaratie_status, bedrag_cent, tegenover_row_id
from genummerd
where nummer > 1

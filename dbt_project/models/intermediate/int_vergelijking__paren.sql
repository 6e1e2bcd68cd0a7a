{# One row per trajectory that counts: where it belongs, whether its goal was reached, and the profile by which it is compared. The profile is one
   text of name=level parts, so that the model reads from it what it corrects for. Levels are known before the result, except the duration. #}
-- A contract with one provider is known to be carried out by it; with more we cannot tell who helped this person.
with aanbieders as (
    select contractnummer, _leverancier, min(agb_code) as agb_code
    from {{ ref('stg_levering__aanbieders') }}
    group by contractnummer, _leverancier
    having count(distinct agb_code) = 1
),

gemeten as (
    select
        r.*,
        t.wet,
        t.toegang,
        t.is_huishouden_bekend,
        a.agb_code,
        v.is_doel_gehaald,
        v.eerste_problematisch_n as laag_n,
        {{ jaar('t.begindatum') }} - t.geboortejaar as leeftijd,
        {{ dbt.datediff('t.begindatum', 't.einddatum', 'day') }} as dagen_n
    from {{ ref('int_resultaat__traject') }} as r
    inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = r.spell_id
    left join aanbieders as a on a.contractnummer = r.contractnummer and a._leverancier = r.contract_gemeentecode
    left join {{ ref('int_verandering__traject') }} as v on v.spell_id = r.spell_id
    where r.is_in_aanmerking
)

select
    g.spell_id,
    g.gemeentecode,
    g.wet,
    g.doelrichting,
    g.jaar,
    g.contractnummer,
    nullif(g.wijkcode, 'onbekend') as wijkcode,
    g.agb_code,
    g.is_paar,
    coalesce(g.is_doel_gehaald, false) as is_doel_gehaald,
    g.eerste_gemiddeld,
    g.laatste_gemiddeld,
    case when g.is_paar then
        {{ vergelijkingsprofiel() }}
    end as profiel
from gemeten as g

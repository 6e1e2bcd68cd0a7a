{# What was expected after each month of each year, by each method. As it was kept on the night itself (meta.prognose_eerder: of one month the last
   night counts), else calculated afterwards by the same method, with no later year in the profile. Only the run rate can be calculated
   afterwards for a whole year; the two methods that rest on messages are tried on shorter periods (mart_prognose_proef). #}
with bewaard as (
    select *, row_number() over (
        partition by contractnummer, gemeentecode, boekjaar, methode, maanden_n order by peildatum desc
    ) as volgorde
    from {{ source('meta', 'prognose_eerder') }}
    where peildatum < (select peildatum from {{ ref('int_parameter__geldig') }}) and maanden_n between 1 and 11
),

regels as (
    select contractnummer, gemeentecode, boekjaar, maanden_n as maand_nr, methode, 'bewaard' as herkomst, is_hoofdmethode, uit_release,
        peildatum as gemaakt_peildatum, waarnemingen_n, prognose_cent, prognose_laag80_cent, prognose_hoog80_cent, prognose_laag_cent,
        prognose_hoog_cent
    from bewaard
    where volgorde = 1
    union all
    select t.contractnummer, t.gemeentecode, t.boekjaar, t.maand_nr, 'profiel_eerdere_jaren', 'achteraf_berekend', null, null,
        null, t.waarnemingen_n, t.prognose_cent, t.prognose_laag80_cent, t.prognose_hoog80_cent, t.prognose_laag_cent, t.prognose_hoog_cent
    from {{ ref('int_prognose__tempo') }} as t
    left join bewaard as b
        on b.contractnummer = t.contractnummer and b.gemeentecode = t.gemeentecode and b.boekjaar = t.boekjaar
        and b.maanden_n = t.maand_nr and b.methode = 'profiel_eerdere_jaren' and b.volgorde = 1
    where t.reden_code is null and t.maand_nr < t.maanden_n and b.contractnummer is null
)

select
    r.contractnummer,
    r.gemeentecode,
    cast(r.boekjaar as integer) as boekjaar,
    cast(r.maand_nr as integer) as maand_nr,
    r.methode,
    r.herkomst,
    r.is_hoofdmethode,
    r.uit_release,
    r.gemaakt_peildatum,
    cast(r.waarnemingen_n as integer) as waarnemingen_n,
    r.prognose_cent,
    r.prognose_laag80_cent,
    r.prognose_hoog80_cent,
    r.prognose_laag_cent,
    r.prognose_hoog_cent,
    case
        when c.contractnummer is null then 'zonder_contract'
        when c.uitvoeringsvariant = 'taakgericht' then 'taakgericht'
        else 'per_eenheid_of_resultaat'
    end as vorm
from regels as r
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = r.contractnummer

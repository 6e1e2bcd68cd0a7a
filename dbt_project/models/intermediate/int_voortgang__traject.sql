{# One row per trajectory that still runs: its first measurement and its latest of progress, long enough after the first, of one edition and by
   professionals, over the same domains; and why there is none. Apart from everything about ended trajectories: who stops early is not in here yet. #}
with lopend as (
    select
        t.*, i.zrm_versie, i.eerste_datum,
        {{ dbt.dateadd('day', 'p.voortgang_dagen', 't.begindatum') }} > p.peildatum as is_te_kort
    from {{ ref('int_traject__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_resultaat__intake') }} as i on i.spell_id = t.spell_id and i.is_eerste and i.eerste_datum <= p.peildatum
    where t.reden_niet_in_aanmerking = 'loopt_nog' and t.begindatum <= p.peildatum
),
rijen as (
    select spell_id, {{ lijst_uniek('_row_id') }} as _row_ids
    from {{ ref('int_traject__spells') }} where spell_id in (select spell_id from lopend) group by spell_id
),
-- The core domains with a score by a professional; at pension age work and education does not count.
scores as (
    select s.spell_id, s.zrm_versie, s.meetmoment, s.meetdatum, s.domein_key, s.score, s._row_id, s.is_intake
    from {{ ref('int_resultaat__scores') }} as s
    inner join lopend as t on t.spell_id = s.spell_id
    inner join {{ ref('zrm_domein') }} as d on d.zrm_versie = s.zrm_versie and d.domein_key = s.domein_key and d.is_kern
    cross join {{ ref('int_parameter__geldig') }} as p
    where
        s.uitsluitreden = 'traject_loopt_nog' and s.informant = 'professional' and s.score is not null and s.meetdatum <= p.peildatum
        and not (s.domein_key = 'werk_opleiding' and coalesce(p.peildatum >= t.aow_vanaf, false))
),
voortgang as (
    select
        t.spell_id, count(*) as voortgang_n,
        max(s.meetdatum) filter (where {{ dbt.datediff('t.eerste_datum', 's.meetdatum', 'day') }} >= p.voortgang_dagen) as verste_datum,
        max(case when s.zrm_versie = t.zrm_versie then s.meetdatum end)
            filter (where {{ dbt.datediff('t.eerste_datum', 's.meetdatum', 'day') }} >= p.voortgang_dagen) as laatste_datum
    from lopend as t
    inner join scores as s on s.spell_id = t.spell_id and s.meetmoment = 'voortgang'
    cross join {{ ref('int_parameter__geldig') }} as p
    group by t.spell_id
),
-- Two joined trajectories may both carry a score of one day: as for ended ones the highest counts, and all rows stay behind the figure.
domeinen as (
    select
        t.spell_id, s.domein_key,
        max(s.score) filter (where s.is_intake and s.meetdatum = t.eerste_datum) as eerste_score,
        max(s.score) filter (where s.meetmoment = 'voortgang' and s.meetdatum = v.laatste_datum) as laatste_score,
        {{ lijst_uniek('s._row_id') }} as _row_ids
    from lopend as t
    inner join voortgang as v on v.spell_id = t.spell_id
    inner join scores as s on s.spell_id = t.spell_id and s.zrm_versie = t.zrm_versie
    where (s.is_intake and s.meetdatum = t.eerste_datum) or (s.meetmoment = 'voortgang' and s.meetdatum = v.laatste_datum)
    group by t.spell_id, s.domein_key
),
paren as (
    select
        spell_id, count(*) as domeinen_n, sum(eerste_score) as eerste_som, sum(laatste_score) as laatste_som,
        {{ lijst_samen('_row_ids') }} as _row_ids
    from domeinen
    where eerste_score is not null and laatste_score is not null
    group by spell_id
),
kern as (select zrm_versie, count(*) as kern_n from {{ ref('zrm_domein') }} where is_kern group by zrm_versie),
gemeten as (
    select
        t.spell_id, t.contractnummer, t.contract_gemeentecode as gemeentecode, t.is_te_kort, t.zrm_versie, t.eerste_datum, v.laatste_datum,
        g.domeinen_n,
        case
            when t.eerste_datum is null then 'zonder_intake' when v.voortgang_n is null then 'zonder_voortgang'
            when v.verste_datum is null then 'voortgang_te_vroeg' when v.laatste_datum is null then 'andere_versie'
            when coalesce(g.domeinen_n, 0) * 100.0 / (k.kern_n - case when p.peildatum >= t.aow_vanaf then 1 else 0 end) < p.kern_domeinen_min_pct then 'te_weinig_domeinen'
        end as reden_niet_meetbaar,
        cast(g.eerste_som * 1.0 / g.domeinen_n as decimal(18, 6)) as eerste_gemiddeld,
        cast(g.laatste_som * 1.0 / g.domeinen_n as decimal(18, 6)) as laatste_gemiddeld,
        (g.laatste_som - g.eerste_som) * 1.0 / g.domeinen_n as verschil,
        d.drempel, d.drempel_bron, r._row_ids, g._row_ids as score_row_ids
    from lopend as t
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join rijen as r on r.spell_id = t.spell_id
    left join voortgang as v on v.spell_id = t.spell_id
    left join paren as g on g.spell_id = t.spell_id
    left join kern as k on k.zrm_versie = t.zrm_versie
    left join {{ ref('int_resultaat__drempel') }} as d on d.zrm_versie = t.zrm_versie
)

select
    g.*, not g.is_te_kort and g.reden_niet_meetbaar is null as is_paar,
    case
        when g.is_te_kort or g.reden_niet_meetbaar is not null then null
        when g.verschil > g.drempel then 'betrouwbaar_beter'
        when g.verschil < -g.drempel then 'betrouwbaar_slechter'
        else 'geen_verandering'
    end as verandering
from gemeten as g

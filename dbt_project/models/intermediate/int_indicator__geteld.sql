{# Contributions of deliveries that hold counts: the client survey and counted ZRM scores. Both are cross-sections and are never joined to
   trajectories. Rows without a wijk are the whole contract; only when there are none do the wijken add up to it. #}
{{ config(materialized='view') }}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__ceo') }}
    group by _periode, coalesce(contractnummer, _leverancier), wijkcode, vraag, antwoord
    union all
    select max_by(_row_id, _volgorde)
    from {{ ref('stg_levering__zrmaggregaat') }}
    group by _periode, gemeentecode, contractnummer, wijkcode, zrm_versie, meetmoment, domein_naam, score, score_reden
),

ceo as (
    select
        coalesce(c.gemeentecode, a._leverancier) as gemeentecode, coalesce(c.wet, 'onbekend') as wet, coalesce(a.contractnummer, 'geen') as contractnummer,
        a.wijkcode, a.vraag, a._periode as periode, a.antwoord, a.aantal, a.uitgezet, a._row_id,
        bool_or(a.wijkcode is null) over (partition by a._leverancier, a.contractnummer, a.vraag, a._periode) as heeft_totaal
    from {{ ref('stg_levering__ceo') }} as a
    inner join gekozen on gekozen._row_id = a._row_id
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = a.contractnummer
),

uitgezet as (
    select gemeentecode, wet, contractnummer, wijkcode, vraag, periode, heeft_totaal, max(uitgezet) as aantal, {{ lijst('_row_id') }} as _row_ids
    from ceo
    group by gemeentecode, wet, contractnummer, wijkcode, vraag, periode, heeft_totaal
),

zrm as (
    select
        z.gemeentecode, coalesce(c.wet, 'onbekend') as wet, z.contractnummer, z.wijkcode, z._periode as periode,
        z.meetmoment || '/' || z.zrm_versie || '/' || d.domein_key as onderdeel, z.score, z.score_reden, z.aantal, z._row_id,
        bool_or(z.wijkcode is null) over (partition by z._leverancier, z.contractnummer, z._periode, z.zrm_versie, z.meetmoment, z.domein_naam)
            as heeft_totaal
    from {{ ref('stg_levering__zrmaggregaat') }} as z
    inner join gekozen on gekozen._row_id = z._row_id
    inner join {{ ref('zrm_domein') }} as d on d.zrm_versie = z.zrm_versie and d.domein_naam = z.domein_naam
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = z.contractnummer
)

{%- for niveau, wijkcode, mee in [
    ('alle', "'alle'", '(r.wijkcode is null or not r.heeft_totaal)'), ('wijk', 'r.wijkcode', 'r.wijkcode is not null')
] %}
{%- for code, bron, onderdeel, klasse, maat, voorwaarde, rijen in [
    ('ceo_eens', 'ceo', 'r.vraag', "'alle'", "'teller'", "r.antwoord in ('helemaal_eens', 'eens')", lijst_van('r._row_id')),
    ('ceo_eens', 'ceo', 'r.vraag', "'alle'", "'noemer'", "r.antwoord <> 'nvt'", lijst_van('r._row_id')),
    ('ceo_eens', 'ceo', 'r.vraag', "'alle'", "'buiten_n'", "r.antwoord = 'nvt'", lijst_van('r._row_id')),
    ('ceo_eens', 'uitgezet', 'r.vraag', "'alle'", "'in_aanmerking_n'", 'true', 'r._row_ids'),
    ('zrm_verdeling', 'zrm', 'r.onderdeel', 'cast(r.score as varchar)', "'teller'", 'r.score is not null', lijst_van('r._row_id')),
    ('zrm_voldoende', 'zrm', 'r.onderdeel', "'alle'", "'teller'", 'r.score >= p.voldoende_min', lijst_van('r._row_id')),
    ('zrm_voldoende', 'zrm', 'r.onderdeel', "'alle'", "'noemer'", 'r.score is not null', lijst_van('r._row_id')),
    ('zrm_voldoende', 'zrm', 'r.onderdeel', "'alle'", "'buiten_n'", "r.score_reden = 'nvt'", lijst_van('r._row_id')),
    ('zrm_voldoende', 'zrm', 'r.onderdeel', "'alle'", "'in_aanmerking_n'", 'true', lijst_van('r._row_id')),
] %}
select
    '{{ code }}' as indicator_code, r.gemeentecode, r.wet, r.contractnummer, {{ wijkcode }} as wijkcode, {{ onderdeel }} as onderdeel,
    {{ klasse }} as klasse, r.periode, {{ maat }} as measure, cast(r.aantal as decimal(18, 6)) as contribution, {{ rijen }} as _row_ids
from {{ bron }} as r
cross join {{ ref('int_parameter__geldig') }} as p
where {{ mee }} and {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}
{{ 'union all' if not loop.last }}
{%- endfor %}

with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.halfjaar,
        b.cell_id_meetkwaliteit as cell_id,
        {%- for maat in ['in_aanmerking_n', 'paren_n', 'zelfde_beoordelaar_n', 'beoordelaar_bekend_n', 'scores_n'] %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        {{ som('scores_ontbreken_n') }} as scores_ontbreken_n
    from {{ ref('int_resultaat_contract__bijdragen') }} as b
    where b.cell_id_meetkwaliteit is not null
    group by b.contractnummer, b.gemeentecode, b.halfjaar, b.cell_id_meetkwaliteit
),

laatste as (
    select t.contractnummer, t.contract_gemeentecode as gemeentecode, t.halfjaar, max(s.meetdatum) as laatste_meting_datum
    from {{ ref('int_meting__metingen') }} as s
    inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = s.spell_id
    where t.reden_niet_in_aanmerking is null
    group by t.contractnummer, t.contract_gemeentecode, t.halfjaar
),

met_aandelen as (
    select
        m.*,
        {{ aandeel('m.paren_n', 'm.in_aanmerking_n') }} as dekking_pct,
        {{ aandeel('m.zelfde_beoordelaar_n', 'm.beoordelaar_bekend_n') }} as zelfde_beoordelaar_pct,
        {{ aandeel('m.scores_ontbreken_n', 'm.scores_n') }} as score_ontbreekt_pct
    from maten as m
),

met_reden as (
    select m.*, {{ meetkwaliteit_reden() }} as reden_code
    from met_aandelen as m
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.halfjaar,
    m.in_aanmerking_n,
    m.paren_n,
    m.dekking_pct,
    m.zelfde_beoordelaar_pct,
    l.laatste_meting_datum,
    m.scores_n,
    m.scores_ontbreken_n,
    m.score_ontbreekt_pct,
    case
        when m.reden_code is null then 'goed'
        when m.reden_code in ('te_weinig_metingen', 'dekking_te_laag') then 'niet_gebruiken'
        else 'let_op'
    end as oordeel_code,
    m.reden_code,
    p.peildatum
from met_reden as m
left join laatste as l on l.contractnummer = m.contractnummer and l.gemeentecode = m.gemeentecode and l.halfjaar = m.halfjaar
cross join {{ ref('int_parameter__geldig') }} as p

-- A row that the reconciliation calls counted contributes to a figure; a row it calls excluded contributes to no result or money figure.
-- Of money and use only the measures that rows of these sources feed; declaration lines are millions, and come in messages.
with bijdragen as (
    select r._row_id
    from {{ ref('int_resultaat__bijdragen') }} as b
    inner join {{ ref('int_resultaat__rijen') }} as r on r.rijen_sleutel = b.rijen_sleutel
    where b.measure = 'paren_n'
    union
    {%- for model, maat in [
        ('int_geld__bijdragen', "measure not like 'declaratie\\_%' escape '\\'"),
        ('int_gebruik_contract__bijdragen', "measure in ('instroom_n', 'pgb_n')"),
        ('int_budget_jaar__bijdragen', "measure = 'contractbudget_cent'"),
        ('int_boekhouding__bijdragen', "vergelijking like 'iv3_%' or post like 'verklaard_%'"),
        ('int_ketenkosten__bijdragen', "measure = 'regels_n'"),
        ('int_doel__bijdragen', "true"),
        ('int_doel_verslag__bijdragen', "true"),
        ('int_besluit__bijdragen', "true"),
        ('int_scenario__bijdragen', "true"),
    ] %}
    select {{ uitgerold('_row_ids') }} as _row_id from {{ ref(model) }} where {{ maat }}
    {{ 'union' if not loop.last }}
    {%- endfor %}
)

select r.reden, count(*) as rijen
from {{ ref('int_aansluiting__rijen') }} as r
inner join {{ source('meta', 'delivery') }} as d on d.delivery_id = r._delivery_id and d.status = 'geaccepteerd'
left join bijdragen as b on b._row_id = r._row_id
where
    d.bron in ('zrm', 'trajecten', 'grootboek', 'begroting', 'contractbudget', 'pgb', 'termijnen', 'iv3', 'aansluitposten', 'ketenkosten',
        'doelen', 'verhaal', 'acties', 'besluiten', 'scenario')
    and (r.reden = '') <> (b._row_id is not null)
group by r.reden

{# Contributions to mart_declaraties: every declaration line by what became of it, credits once more, and volume where units agree. #}
with regels as (
    select
        r.*,
        c.reden_zonder_debet is not null and r.declaratie_status <> 'afgewezen' as is_zonder_debet,
        {{ lijst_van_gevuld(['r._row_id', 'r.antwoordregel_row_id', 'c.debet_row_id']) }} as _row_ids
    from {{ ref('int_declaratie__regels') }} as r
    left join {{ ref('int_declaratie__credits') }} as c on c._row_id = r._row_id
),

maten as (
    {%- for maat, waarde, voorwaarde in [
        ("declaratie_status || '_n'", '1', 'true'),
        ("declaratie_status || '_cent'", 'bedrag_cent', 'true'),
        ("'credit_n'", '1', "is_credit and declaratie_status <> 'afgewezen'"),
        ("'gecrediteerd_cent'", '-bedrag_cent', "is_credit and declaratie_status = 'geaccepteerd'"),
        ("'credit_zonder_debet_n'", '1', 'is_zonder_debet'),
        ("'credit_zonder_debet_cent'", '-bedrag_cent', 'is_zonder_debet'),
    ] %}
    select
        gemeentecode,
        contractnummer,
        wet,
        productcategorie,
        maand,
        {{ maat }} as measure,
        cast({{ waarde }} as decimal(24, 6)) as contribution,
        _row_ids
    from regels
    where {{ voorwaarde }}
    union all
    {%- endfor %}
    select gemeentecode, contractnummer, wet, productcategorie, maand, measure, volume, _row_ids
    from {{ ref('int_declaratie__volume') }}
    where is_een_eenheid and not is_onbekend
    union all
    select gemeentecode, contractnummer, wet, productcategorie, maand, 'volume_geweigerd', 1, _row_ids
    from {{ ref('int_declaratie__volume') }}
    where measure = 'toegewezen_volume' and not (is_een_eenheid and not is_onbekend)
)

select
    *,
    {{ cell_id('mart_declaraties', ['gemeentecode', 'contractnummer', 'wet', 'productcategorie', 'maand']) }} as cell_id
from maten

-- Seed type inference turns 6.10 into 6.1 and 01 into 1, so every seed column is text unless it is a date, a count or a yes/no.
-- depends_on: {{ ref('iv3_taakveld') }} {{ ref('gemeente') }} {{ ref('zrm_niveau') }} {{ ref('stopreden') }} {{ ref('productcategorie') }}
-- depends_on: {{ ref('berichtregel') }} {{ ref('eenheid') }} {{ ref('parameter') }} {{ ref('zrm_domein') }} {{ ref('doelgroep') }} {{ ref('indicator') }}
-- depends_on: {{ ref('retourcode') }} {{ ref('t_kwantiel') }}
-- depends_on: {{ ref('iv3_categorie') }} {{ ref('prijsindex') }} {{ ref('geldregel') }}
-- depends_on: {{ ref('productkenmerk') }} {{ ref('taakveld_vorm') }} {{ ref('indicator_berekening') }}
select table_name, column_name, data_type
from information_schema.columns
where
    table_schema = 'seeds'
    and data_type <> 'VARCHAR'
    and column_name not in (
        'geldig_vanaf', 'geldig_tot', 'volgorde', 'minuten', 'waarde', 'is_kern', 'telt_als_einde', 'telt_in_noemer_uitval',
        'is_afkeuring', 'vrijheidsgraden', 't_80', 't_95', 'gewicht', 'is_dagbesteding', 'is_verdeling'
    )

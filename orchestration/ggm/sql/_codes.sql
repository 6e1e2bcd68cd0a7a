-- From the codes of koers to the keys of the fixed values in the GGM. A code without a value there stays empty.
with codes(lijst, code, waarde) as (
    values
        ('wet', 'Wmo', 'WMO'), ('wet', 'Jeugdwet', 'JEUGDWET'), ('wet', 'Participatiewet', 'PARTICIPATIEWET_PW_I'),
        ('eenheid', '01', 'MINUUT'), ('eenheid', '04', 'UUR'), ('eenheid', '14', 'ETMAAL'), ('eenheid', '16', 'DAGDEEL_4_UUR_'),
        ('eenheid', '82', 'STUKS'), ('eenheid', '83', 'EUROS'), ('eenheid', '84', 'STUKS'),
        ('frequentie', '1', 'PER_DAG'), ('frequentie', '2', 'PER_WEEK'), ('frequentie', '4', 'PER_MAAND'),
        ('frequentie', '6', 'BINNEN_GELDIGHEID_BESCHIKKING'),
        ('leveringsvorm', 'zin', 'ZIN'), ('leveringsvorm', 'pgb', 'PGB')
),

waarden as (
    select 'wet' as lijst, WET_ENUM_ID as id, VALUE as waarde from WET_ENUM
    union all
    select 'eenheid', EENHEID_ENUM_ID, VALUE from EENHEID_ENUM
    union all
    select 'frequentie', FREQUENTIE_ENUM_ID, VALUE from FREQUENTIE_ENUM
    union all
    select 'leveringsvorm', LEVERINGSVORM_309_ENUM_ID, VALUE from LEVERINGSVORM_309_ENUM
)

select c.lijst, c.code, w.id from codes as c inner join waarden as w on w.lijst = c.lijst and w.waarde = c.waarde
